using Churn.Domain.Orders;

namespace Churn.Domain.Tests.Orders;

public sealed class NormalizerTests
{
    [Theory]
    [InlineData(" Anna.Meyer@Example.ORG ", "anna.meyer@example.org")]
    [InlineData("anna+shop@example.org", "anna+shop@example.org")]
    [InlineData("j\u00f6rg@m\u00fcller.example", "j\u00f6rg@xn--mller-kva.example")]
    [InlineData("\uff41nna@example.org", "anna@example.org")]
    [InlineData("anna@example.org.", "anna@example.org")]
    [InlineData("anna@@example.org", null)]
    [InlineData("anna example.org", null)]
    [InlineData("@example.org", null)]
    [InlineData("anna@", null)]
    [InlineData("an na@example.org", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Email_AsTyped_IsBroughtToOneForm(string? typed, string? expected) =>
        Assert.Equal(expected, EmailNormalizer.Normalize(typed));

    [Theory]
    [InlineData("+49 (0)30 123-456", "49", "+4930123456")]
    [InlineData("0049 30 123456", "1", "+4930123456")]
    [InlineData("030/123456", "49", "+4930123456")]
    [InlineData("(212) 555-0100", "1", "+12125550100")]
    [InlineData("06 1234 5678", "39", "+390612345678")]
    [InlineData("+39 06 1234 5678", "49", "+390612345678")]
    [InlineData("8 (495) 123-45-67", "7", "+74951234567")]
    [InlineData("030 123456", "", null)]
    [InlineData("1-800-FLOWERS", "1", null)]
    [InlineData("030 123456;7", "49", null)]
    [InlineData("000 000 0000", "1", null)]
    [InlineData("111-111-1111", "1", null)]
    [InlineData("+49 30", "49", null)]
    [InlineData("+49 30 123456 ext 7", "49", null)]
    [InlineData("12345", "49", null)]
    [InlineData("+1234567890123456", "49", null)]
    [InlineData("", "49", null)]
    public void Phone_AsTyped_IsBroughtToE164(string typed, string callingCode, string? expected) =>
        Assert.Equal(expected, PhoneNormalizer.Normalize(typed, callingCode));
}
