using Churn.Domain.Buyers;
using Churn.Domain.Offers;

namespace Churn.Domain.Tests.Offers;

public sealed class DeliverySavingTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    /// <summary>Delivery costs 5.95 per order, or 9.95 per year.</summary>
    [Theory]
    [InlineData(1, -400)]
    [InlineData(2, 195)]
    [InlineData(3, 790)]
    [InlineData(4, 1385)]
    [InlineData(6, 2575)]
    [InlineData(12, 6145)]
    public void Of_TheSeedsOrders_SavesWhatItSays(int orders, long saving)
    {
        var days = Enumerable.Range(0, orders).Select(i => new PurchaseDay(Today.AddMonths(-i), 1, 5_000, 595, 0, 0)).Reverse();

        var (fees, deliveries) = DeliverySaving.LastYear(BuyerFacts.None with { Recent = [.. days] }, Today);

        Assert.Equal((orders, saving), (deliveries, DeliverySaving.Of(fees, 995)));
    }

    [Fact]
    public void LastYear_OrderAYearAgoToTheDay_NoLongerCounts()
    {
        var lastYear = Today.AddYears(-1);
        var facts = BuyerFacts.None with
        {
            Recent = [new PurchaseDay(lastYear, 1, 5_000, 595, 0, 0), new PurchaseDay(lastYear.AddDays(1), 1, 5_000, 595, 0, 0)],
        };

        Assert.Equal((595, 1), DeliverySaving.LastYear(facts, Today));
    }

    [Theory]
    [InlineData(7_140, 12, 30, 7_140)]
    [InlineData(2_380, 4, 182, 1_190)]
    [InlineData(595, 1, 900, 595)]
    [InlineData(0, 0, 30, 0)]
    public void Expected_ByTheUsualGap_IsNeverMoreThanLastYear(long fees, int deliveries, int cycleDays, long expected) =>
        Assert.Equal(expected, DeliverySaving.Expected(fees, deliveries, cycleDays));
}
