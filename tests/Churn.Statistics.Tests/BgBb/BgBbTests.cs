using Churn.Statistics.Models.BgBb;

namespace Churn.Statistics.Tests.BgBb;

public class BgBbTests
{
    private static readonly BgBbModel Published = new(new BgBbParameters(1.20352247, 0.74971637, 0.65671817, 2.78344192));

    /// <summary>The donors of the 1995 cohort in table 1 of Fader, Hardie and Shang (2010): frequency, recency and donors, n = 6.</summary>
    private static readonly (int X, int Tx, int Donors)[] Donations =
    [
        (6, 6, 1203), (5, 6, 728), (4, 6, 512), (3, 6, 357), (2, 6, 234), (1, 6, 129), (5, 5, 335), (4, 5, 284), (3, 5, 225), (2, 5, 173),
        (1, 5, 119), (4, 4, 240), (3, 4, 181), (2, 4, 155), (1, 4, 78), (3, 3, 322), (2, 3, 255), (1, 3, 129), (2, 2, 613), (1, 2, 277),
        (1, 1, 1091), (0, 0, 3464),
    ];

    [Fact]
    public void Fit_Donations_ReachesThePublishedMaximum()
    {
        var fit = BgBbFitter.Fit(Donations.ToDictionary(d => new OpportunityHistory(d.X, d.Tx, 6), d => (double)d.Donors));

        Assert.Equal(11_104, fit.Buyers);
        Assert.Equal(-33225.581274, fit.LogLikelihood!.Value, 1e-4);
        Assert.Equal(1.20352247, fit.Parameters!.Value.Alpha, 1e-4);
        Assert.Equal(0.74971637, fit.Parameters.Value.Beta, 1e-4);
        Assert.Equal(0.65671817, fit.Parameters.Value.Gamma, 1e-4);
        Assert.Equal(2.78344192, fit.Parameters.Value.Delta, 1e-3);
    }

    [Theory]
    [InlineData(0, 0, 0.1081, 0.1162)]
    [InlineData(2, 4, 0.5896, 0.6337)]
    [InlineData(6, 6, 0.9304, 1.0)]
    public void ProbabilityAlive_ComingAndLastOpportunity_AreAsPublished(int x, int tx, double coming, double last)
    {
        Assert.Equal(coming, Published.ProbabilityAlive(new OpportunityHistory(x, tx, 6)), 1e-4);
        Assert.Equal(last, Published.ProbabilityAlive(new OpportunityHistory(x, tx, 6), 0), 1e-4);
    }

    [Fact]
    public void ExpectedPurchases_ByFrequency_EqualsThePublishedColumnAndTotal()
    {
        double[] expected = [0.07286318, 0.3248841, 0.7089417, 1.333666, 2.031203, 2.784482, 3.7525];
        static double Of(BgBbModel model, (int X, int Tx, int Donors) d) =>
            model.ExpectedPurchases(new OpportunityHistory(d.X, d.Tx, 6), 5);
        for (var x = 0; x <= 6; x++)
        {
            var cells = Donations.Where(d => d.X == x).ToArray();
            Assert.Equal(expected[x], cells.Sum(d => d.Donors * Of(Published, d)) / cells.Sum(d => d.Donors), 1e-4);
        }

        Assert.Equal(12884.2, Donations.Sum(d => d.Donors * Of(Published, d)), 0.05);
        // Python's math.lgamma gives this total, summed term by term at the same parameters.
        Assert.Equal(12884.157, Donations.Sum(d => d.Donors * Of(Published, d)), 1e-3);
        AssertListed(12883.96, Donations.Sum(d => d.Donors * Of(Published, d)));
    }

    // Python's math.lgamma gives the sums: Σ P(alive at n+i)·E[p]/1.1^i for i < 400, at the same parameters.
    [Theory]
    [InlineData(6, 6, 5.9098943, 5.9097386)]
    [InlineData(2, 4, 1.6656233, 1.6655525)]
    [InlineData(0, 0, 0.1147527, 0.1147508)]
    public void DiscountedResidualPurchases_TenPercent_EqualTheSumAndTheListedValue(int x, int tx, double sum, double listed)
    {
        var ours = Published.DiscountedResidualPurchases(new OpportunityHistory(x, tx, 6), 0.1);

        Assert.Equal(sum, ours, 1e-7);
        AssertListed(listed, ours);
    }

    [Fact]
    public void ProbabilityOfNoOrder_OneOpportunity_IsTheRestOfTheExpectation()
    {
        var history = new OpportunityHistory(2, 4, 6);

        Assert.Equal(1 - Published.ExpectedPurchases(history, 1), Published.ProbabilityOfNoOrder(history, 1), 1e-12);
        Assert.Throws<ArgumentException>(() => new OpportunityHistory(3, 2, 6));
    }

    /// <summary>
    /// The listed values come from another program, whose parameters are not known. Neither the maximum nor any rounding of it reproduces
    /// more than four digits of them. So four digits are asked for here, and an independent sum holds the rest.
    /// </summary>
    private static void AssertListed(double listed, double ours) => Assert.Equal(1, ours / listed, 5e-5);
}
