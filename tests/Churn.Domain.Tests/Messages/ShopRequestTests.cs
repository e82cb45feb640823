using System.Reflection;
using System.Runtime.CompilerServices;
using Churn.Domain.Buyers;
using Churn.Domain.Messages;
using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.Domain.Tests.Messages;

/// <summary>
/// Messages leave out properties that are zero. They must not leave out a zero that has a meaning: a request for an export, an NPS of 0.
/// </summary>
public sealed class ShopRequestTests
{
    private static readonly ShopId Shop = ShopId.Parse("demo");

    [Theory]
    [InlineData(PrivacyRequestKind.Export)]
    [InlineData(PrivacyRequestKind.ErasePerson)]
    [InlineData(PrivacyRequestKind.EraseShop)]
    public void Read_PrivacyRequestOfAnyKind_IsWhatWasWritten(PrivacyRequestKind kind) =>
        Assert.Equal(kind, Again(new ShopRequest { Shop = Shop, Privacy = new PrivacyRequest { Kind = kind, RequestId = "77" } }).Privacy!.Kind);

    [Theory]
    [InlineData(FeedbackKind.Nps, 0)]
    [InlineData(FeedbackKind.Nps, 10)]
    [InlineData(FeedbackKind.Csat, 1)]
    public void Read_AnswerOfAnyKindAndScore_IsWhatWasWritten(FeedbackKind kind, int score)
    {
        var receipt = new FeedbackReceipt { Person = [], Kind = kind, Score = score, At = DateTimeOffset.UnixEpoch };

        var read = Again(new ShopRequest { Shop = Shop, Feedback = receipt }).Feedback!;

        Assert.Equal((kind, score), (read.Kind, read.Score));
    }

    // Tests every property of every message that a reader requires, with the value that is otherwise left out.
    [Fact]
    public void Options_RequiredPropertyOfAnyType_IsWrittenWhateverItsValue()
    {
        var types = typeof(ShopRequest).Assembly.GetTypes()
            .Where(type => type.GetCustomAttribute<RequiredMemberAttribute>() is not null)
            .Where(type => type.Namespace is ("Churn.Domain.Messages" or "Churn.Domain.Orders"));

        var required = types.SelectMany(type => OrderJson.Options.GetTypeInfo(type).Properties)
            .Where(property => property.IsRequired)
            .ToList();

        Assert.True(required.Count > 20, $"Only {required.Count} properties are required.");
        Assert.All(required, property =>
        {
            var declared = property.PropertyType;
            var zero = declared.IsValueType ? Activator.CreateInstance(declared) : null;
            Assert.True(property.ShouldSerialize!(new object(), zero), property.Name);
        });
    }

    private static ShopRequest Again(ShopRequest shopRequest) => MessageJson.Read<ShopRequest>(MessageJson.Write(shopRequest));
}
