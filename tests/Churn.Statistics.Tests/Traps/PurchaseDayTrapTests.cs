using Churn.Statistics.Tests.TestData;

namespace Churn.Statistics.Tests.Traps;

/// <summary>Trap 12: orders of one day are merged before anything is counted. The totals are then the published ones.</summary>
public class PurchaseDayTrapTests
{
    [Fact]
    public void Trap12_CdnowSample_HasThePublishedTotals()
    {
        Assert.Equal(2357, CdnowSample.InDays.Count);
        Assert.Equal(2457, CdnowSample.InDays.Sum(h => h.X));
        Assert.Equal(1411, CdnowSample.InDays.Count(h => h.X == 0));
        Assert.Equal(29, CdnowSample.InDays.Max(h => h.X));
        Assert.Equal(1882, CdnowSample.HoldoutOrders.Sum());
        Assert.Equal(27.0, CdnowSample.InDays.Min(h => h.T) / 7, 1e-12);
        Assert.Equal(CdnowSample.InDays.Select(h => h.X), CdnowSample.Split().RepeatPurchases.ToArray());
    }
}
