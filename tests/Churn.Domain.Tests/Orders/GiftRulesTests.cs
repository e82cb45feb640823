using Churn.Domain.Orders;

namespace Churn.Domain.Tests.Orders;

public sealed class GiftRulesTests
{
    [Theory]
    [InlineData("Ann Miller", "Bob Miller", GiftRules.Recipient)]
    [InlineData("Ann Miller", "MILLER, ann", null)]
    [InlineData("Ann B. Miller", "Ann Miller", null)]
    [InlineData("José Núñez", "Jose Nunez", null)]
    [InlineData(null, "Ann", null)]
    [InlineData("  ", "Ann", null)]
    [InlineData("山田太郎", "佐藤花子", GiftRules.Recipient)]
    public void OfNames_TwoNames_DifferOnlyWhenEachHasAWordOfItsOwn(string? payer, string? recipient, string? rule) =>
        Assert.Equal(rule, GiftRules.OfNames(payer, recipient));

    [Theory]
    [InlineData("This is a gift, please hide the price", GiftRules.Note)]
    [InlineData("Paid with my gift card", null)]
    [InlineData("gifted dog", null)]
    [InlineData(null, null)]
    public void OfNote_Text_NeedsTheWordItself(string? note, string? rule) => Assert.Equal(rule, GiftRules.OfNote(note));

    [Theory]
    [InlineData("is_gift", "true", GiftRules.Message)]
    [InlineData("Gift-Wrapping", "red", GiftRules.Wrap)]
    [InlineData("gift card number", "1", null)]
    [InlineData("gift message", "", null)]
    [InlineData("gift message", " NO ", null)]
    public void OfOption_NameAndValue_GiveTheRule(string name, string value, string? rule) =>
        Assert.Equal(rule, GiftRules.OfOption(name, value));

    [Fact]
    public void OfNote_CutInsideASurrogatePair_DoesNotThrow() => Assert.Null(GiftRules.OfNote(new string('x', 1999) + "😀"));
}
