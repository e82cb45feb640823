using Churn.Statistics.Tests.TestData;

namespace Churn.Statistics.Tests.Traps;

/// <summary>Trap 12: orders of one day are merged before anything is counted; MATHS.md gives the totals that then come out.</summary>
public class PurchaseDayTrapTests
{
    [Fact]
    public void Trap12_CdnowSample_HasThePublishedTotals()
    {
        var shop = SharedData.CdnowSample.Value;
        if (SharedData.IsMissing(shop))
        {
            return;
        }

        Assert.Equal(2357, shop!.InDays.Count);
        Assert.Equal(2457, shop.InDays.Sum(h => h.X));
        Assert.Equal(1411, shop.InDays.Count(h => h.X == 0));
        Assert.Equal(29, shop.InDays.Max(h => h.X));
        Assert.Equal(1882, shop.HoldoutOrders.Sum());
        Assert.Equal(27.0, shop.InDays.Min(h => h.T) / 7, 1e-12);
    }
}
