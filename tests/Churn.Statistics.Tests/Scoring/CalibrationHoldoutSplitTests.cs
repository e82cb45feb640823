using Churn.Statistics.Descriptive;
using Churn.Statistics.Scoring;

namespace Churn.Statistics.Tests.Scoring;

public sealed class CalibrationHoldoutSplitTests
{
    /// <summary>Trap 12: orders of one day are one purchase. The days also touch both ends of both windows.</summary>
    [Fact]
    public void Of_HistoriesByHand_CountsDaysOnceAndKeepsTheEnds()
    {
        var histories = OrderHistories.From([[10, 10, 30, 20, 20, 101, 105], [100], [101, 110], [50, 151], [50, 150]]);

        var split = CalibrationHoldoutSplit.Of(histories, calibrationEnd: 100, holdoutDays: 50);

        Assert.Equal([0, 1, 3, 4], split.Buyers.ToArray());
        Assert.Equal([2, 0, 0, 0], split.RepeatPurchases.ToArray());
        Assert.Equal([20, 0, 0, 0], split.LastPurchases.ToArray());
        Assert.Equal([90, 0, 50, 50], split.Ages.ToArray());
        Assert.Equal([2, 0, 0, 1], split.HoldoutPurchases.ToArray());
        Assert.Equal(1, split.LeftOut);
        Assert.Equal(90, split.CalibrationDays);
    }

    /// <summary>Trap 6: t_x is never above T, whatever comes after the end of the calibration.</summary>
    [Fact]
    public void Of_RandomHistories_KeepsLastPurchaseWithinAge()
    {
        var random = new Random(71);
        var histories = RandomHistories.Draw(random, 500, 400);

        var split = CalibrationHoldoutSplit.Of(histories, 200, 100);

        for (var i = 0; i < split.Count; i++)
        {
            Assert.True(
                split.LastPurchases[i] <= split.Ages[i] && split.LastPurchases[i] >= split.RepeatPurchases[i],
                $"Seed 71, buyer {i}: {split.RepeatPurchases[i]} purchases, the last on day {split.LastPurchases[i]} of {split.Ages[i]}.");
        }
    }

    [Fact]
    public void IsShorterThanAYear_365Days_IsLongEnough()
    {
        var histories = OrderHistories.From([[0]]);

        Assert.True(CalibrationHoldoutSplit.Of(histories, 364, 1).IsShorterThanAYear);
        Assert.False(CalibrationHoldoutSplit.Of(histories, 365, 1).IsShorterThanAYear);
    }

    [Fact]
    public void Of_Impossible_NamesTheParameter()
    {
        var histories = OrderHistories.From([[5]]);

        Assert.Equal("calibrationEnd", Assert.ThrowsAny<ArgumentException>(() => CalibrationHoldoutSplit.Of(histories, -1, 5)).ParamName);
        Assert.Equal("holdoutDays", Assert.ThrowsAny<ArgumentException>(() => CalibrationHoldoutSplit.Of(histories, 1, 0)).ParamName);
        Assert.Equal(
            "holdoutDays",
            Assert.ThrowsAny<ArgumentException>(() => CalibrationHoldoutSplit.Of(histories, 1, int.MaxValue)).ParamName);
        Assert.Equal("histories", Assert.ThrowsAny<ArgumentException>(() => CalibrationHoldoutSplit.Of(null!, 1, 1)).ParamName);
    }
}
