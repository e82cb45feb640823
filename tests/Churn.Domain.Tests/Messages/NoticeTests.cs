using System.Reflection;
using System.Runtime.CompilerServices;
using Churn.Domain.Feedback;
using Churn.Domain.Messages;
using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.Domain.Tests.Messages;

/// <summary>Zero is left out of messages, and must not be of what has to be said: a request for an export, an NPS of 0.</summary>
public sealed class NoticeTests
{
    private static readonly ShopId Shop = ShopId.Parse("demo");

    [Theory]
    [InlineData(PrivacyRequestKind.Export)]
    [InlineData(PrivacyRequestKind.ErasePerson)]
    [InlineData(PrivacyRequestKind.EraseShop)]
    public void Read_PrivacyRequestOfAnyKind_IsWhatWasWritten(PrivacyRequestKind kind) =>
        Assert.Equal(kind, Again(new Notice { Shop = Shop, Privacy = new PrivacyRequest { Kind = kind, RequestId = "77" } }).Privacy!.Kind);

    [Theory]
    [InlineData(FeedbackKind.Nps, 0)]
    [InlineData(FeedbackKind.Nps, 10)]
    [InlineData(FeedbackKind.Csat, 1)]
    public void Read_AnswerOfAnyKindAndScore_IsWhatWasWritten(FeedbackKind kind, int score)
    {
        var receipt = new FeedbackReceipt { Person = [], Kind = kind, Score = score, At = DateTimeOffset.UnixEpoch };

        var read = Again(new Notice { Shop = Shop, Feedback = receipt }).Feedback!;

        Assert.Equal((kind, score), (read.Kind, read.Score));
    }

    // Every property of every message that a reader insists on, at the value that is otherwise left out.
    [Fact]
    public void Options_RequiredPropertyOfAnyType_IsWrittenWhateverItsValue()
    {
        var types = typeof(Notice).Assembly.GetTypes().Where(type => type.GetCustomAttribute<RequiredMemberAttribute>() is not null && type.Namespace is ("Churn.Domain.Messages" or "Churn.Domain.Orders"));

        var required = types.SelectMany(type => OrderJson.Options.GetTypeInfo(type).Properties).Where(property => property.IsRequired).ToList();

        Assert.True(required.Count > 20, $"{required.Count} required properties");
        Assert.All(required, property => Assert.True(property.ShouldSerialize!(new object(), property.PropertyType.IsValueType ? Activator.CreateInstance(property.PropertyType) : null), property.Name));
    }

    private static Notice Again(Notice notice) => MessageJson.Read<Notice>(MessageJson.Write(notice));
}
