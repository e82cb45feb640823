using Churn.Domain.Labels.Scores;

namespace Churn.Domain.Tests.Labels.Scores;

public sealed class GapFactsTests
{
    [Theory]
    [InlineData(30, 20, 0)] // The window is one and a half times as long.
    [InlineData(219, 100, 0)]
    [InlineData(220, 100, 10)]
    [InlineData(300, 100, 50)]
    [InlineData(399, 100, 90)]
    [InlineData(400, 100, 100)]
    [InlineData(4_000, 100, 100)]
    [InlineData(3, 0, 50)] // Gaps within a day count as one day.
    public void TrustOf_AShopSeenForSoLong_GrowsEvenlyFromTwiceToFourTimesItsLongGaps(int seen, int late, int expected) =>
        Assert.Equal(expected, GapFacts.TrustOf(seen, late));

    /// <summary>
    /// Buyers come at any time in the window, and their gaps are exponential with mean 1. Compares the 90 % quantile of the
    /// completed gaps with that of all gaps.
    /// </summary>
    [Theory]
    [InlineData(2, 0.47)]
    [InlineData(3, 0.22)]
    [InlineData(4, 0.14)]
    [InlineData(5, 0.11)]
    public void LateGaps_SeenForAMultipleOfThem_AreTooShortByTheSharesThatTheTrustRestsOn(double times, double expected)
    {
        var random = new Random(20260514);
        var truth = Math.Log(10);
        var window = Window(times);

        var gaps = Enumerable.Range(0, 400_000).Select(_ => (Start: window * random.NextDouble(), Gap: -Math.Log(1 - random.NextDouble())))
            .Where(buyer => buyer.Start + buyer.Gap <= window).Select(buyer => buyer.Gap).Order().ToArray();

        var seen = gaps[(int)(0.9 * gaps.Length)];
        Assert.Equal(times, window / seen, 0.05);
        Assert.Equal(expected, 1 - (seen / truth), 0.015);
    }

    // Finds, by bisection of the closed form, the window that is the given number of times as long as the quantile seen in it.
    private static double Window(double times)
    {
        var (low, high) = (0.3, 100.0);
        for (var i = 0; i < 60; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = Completed(middle / times, middle) < 0.9 * Completed(middle, middle) ? (middle, high) : (low, middle);
        }

        return low;
    }

    private static double Completed(double upTo, double window) => window - 1 + (Math.Exp(-upTo) * (1 - window + upTo));
}
