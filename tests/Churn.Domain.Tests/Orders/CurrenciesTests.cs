using System.Globalization;
using Churn.Domain.Orders;

namespace Churn.Domain.Tests.Orders;

public sealed class CurrenciesTests
{
    [Theory]
    [InlineData("EUR", 2)]
    [InlineData("JPY", 0)]
    [InlineData("KRW", 0)]
    [InlineData("BHD", 3)]
    [InlineData("TND", 3)]
    [InlineData("CLF", 4)]
    [InlineData("HUF", 2)]
    [InlineData("XYZ", 2)]
    public void Decimals_Currency_AsInIso4217(string currency, int decimals) => Assert.Equal(decimals, Currencies.Decimals(currency));

    [Theory]
    [InlineData("12.34", "USD", 1234)]
    [InlineData("12.345", "USD", 1235)]
    [InlineData("-12.345", "USD", -1235)]
    [InlineData("1234", "JPY", 1234)]
    [InlineData("1.2345", "CLF", 12345)]
    [InlineData("100000000000", "USD", Currencies.Largest)]
    public void ToMinor_Amount_RoundsHalvesAwayFromZero(string amount, string currency, long minor) =>
        Assert.Equal(minor, Currencies.ToMinor(decimal.Parse(amount, CultureInfo.InvariantCulture), currency));

    [Theory]
    [InlineData("100000000000.01")]
    [InlineData("-100000000000.01")]
    [InlineData("79228162514264337593543950335")]
    public void ToMinor_BeyondTheLargest_IsNull(string amount) =>
        Assert.Null(Currencies.ToMinor(decimal.Parse(amount, CultureInfo.InvariantCulture), "USD"));
}
