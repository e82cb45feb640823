using Churn.Domain.Buyers;
using Churn.Domain.Offers;
using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Churn.Testing.Builders;

namespace Churn.Domain.Tests.Offers;

public sealed class HoldoutAssignerTests
{
    private const int Buyers = 20_000;

    private static readonly Shop Shop = AShop.Named("demo");

    [Fact]
    public void Draw_ManyBuyers_IsUniform()
    {
        var bins = new int[20];
        for (var i = 0; i < Buyers; i++)
        {
            bins[(int)(20 * HoldoutAssigner.Draw(Shop, OfferKind.Loyalty, Id(i)))]++;
        }

        // The limit is that of chi-square with 19 degrees of freedom at 99.9 %: scipy.stats.chi2.ppf(0.999, 19) = 43.82.
        var expected = Buyers / 20.0;
        Assert.InRange(bins.Sum(count => (count - expected) * (count - expected) / expected), 0, 43.82);
    }

    [Theory]
    [InlineData(OfferKind.Loyalty, OfferKind.Vip)]
    [InlineData(OfferKind.WinBack, OfferKind.SecondPurchase)]
    public void IsHeldOut_TwoKinds_AreDrawnIndependently(OfferKind one, OfferKind other)
    {
        var table = new int[2, 2];
        for (var i = 0; i < Buyers; i++)
        {
            table[HoldoutAssigner.IsHeldOut(Shop, one, Id(i), 10) ? 1 : 0, HoldoutAssigner.IsHeldOut(Shop, other, Id(i), 10) ? 1 : 0]++;
        }

        var (first, second) = (table[1, 0] + table[1, 1], table[0, 1] + table[1, 1]);
        var expected = (double)first * second / Buyers;

        // The limit is that of chi-square of a 2x2 table, one degree of freedom, at 99.9 %: scipy.stats.chi2.ppf(0.999, 1) = 10.83.
        var deviation = table[1, 1] - expected;
        var chiSquare = deviation * deviation * Buyers * Buyers * Buyers / ((double)first * (Buyers - first) * second * (Buyers - second));
        Assert.InRange(chiSquare, 0, 10.83);
        Assert.InRange(first, 1_800, 2_200);
    }

    [Fact]
    public void Draw_AnotherShopOrKey_IsAnotherDraw()
    {
        var otherKey = AShop.Named("demo", options => options.IdentityKeys = ["quite another identity key"]);
        var draws = new[] { Shop, AShop.Named("other"), otherKey }
            .Select(shop => HoldoutAssigner.Draw(shop, OfferKind.Loyalty, Id(1)));

        Assert.Equal(3, draws.Distinct().Count());
    }

    [Fact]
    public void Draw_KeyRotatedIn_StaysAsItWas()
    {
        var rotated = AShop.Named("demo", options => options.IdentityKeys = ["a newer identity key of the tests", .. options.IdentityKeys]);

        Assert.Equal(HoldoutAssigner.Draw(Shop, OfferKind.Loyalty, Id(1)), HoldoutAssigner.Draw(rotated, OfferKind.Loyalty, Id(1)));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(100, 100)]
    public void IsHeldOut_NobodyOrEverybody_IsExact(int percent, int heldOut) =>
        Assert.Equal(heldOut, Enumerable.Range(0, 100).Count(i => HoldoutAssigner.IsHeldOut(Shop, OfferKind.Vip, Id(i), percent)));

    private static BuyerId Id(int number) => BuyerId.Of(IdentityHasher.Hash(Shop, 0, IdentifierKind.Email, $"buyer{number}@example.org"));
}
