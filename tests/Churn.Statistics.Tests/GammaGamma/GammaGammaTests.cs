using Churn.Statistics.Fitting;
using Churn.Statistics.Models.GammaGamma;
using Churn.Statistics.Tests.TestData;
using MathNet.Numerics.Distributions;

namespace Churn.Statistics.Tests.GammaGamma;

public class GammaGammaTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(20, 2, 100)]
    [InlineData(0.5, 10, 3)]
    public void Fit_CdnowSampleFromThreeStarts_ReachesThePublishedMaximum(double p, double q, double gamma)
    {
        var spend = CdnowSample.Spend;
        var fit = GammaGammaFitter.Fit(spend, new FitOptions<GammaGammaParameters> { Starts = [new GammaGammaParameters(p, q, gamma)] });

        Assert.Equal(946, spend.Buyers);
        Assert.Equal(-4055.917695, fit.LogLikelihood!.Value, 1e-5);
        Assert.Equal(6.24957251, fit.Parameters!.Value.P, 1e-4);
        Assert.Equal(3.74422462, fit.Parameters.Value.Q, 1e-4);
        Assert.Equal(15.4435199, fit.Parameters.Value.Gamma, 1e-3);
    }

    [Fact]
    public void Fit_CdnowMaster_ReachesTheListedMaximumWithoutTheBuyerOfMeanZero()
    {
        var spend = CountsFile.Spend("cdnow-master-spend.csv");
        var fit = GammaGammaFitter.Fit(spend);

        Assert.Equal(9450, spend.Buyers);
        Assert.Equal(1, spend.LeftOut);
        Assert.Equal(-40763.4763, fit.LogLikelihood!.Value, 1e-3);
        Assert.Equal(6.2753591, fit.Parameters!.Value.P, 1e-4);
        Assert.Equal(3.62445, fit.Parameters.Value.Q, 1e-4);
        Assert.Equal(14.983687, fit.Parameters.Value.Gamma, 1e-3);
    }

    [Fact]
    public void Fit_AnotherCurrency_ScalesGammaOnly()
    {
        var (spend, inCents) = (new SpendHistories(), new SpendHistories());
        const int seed = 41;
        var random = new Random(seed);
        for (var i = 0; i < 2000; i++)
        {
            var count = 1 + random.Next(6);
            var mean = Gamma.Sample(random, 6.0 * count, count * Gamma.Sample(random, 4, 15));
            spend.Add(count, mean);
            inCents.Add(count, mean * 100);
        }

        var (fit, cents) = (GammaGammaFitter.Fit(spend).Parameters!.Value, GammaGammaFitter.Fit(inCents).Parameters!.Value);

        Assert.InRange(fit.P, 5, 7.5);
        Assert.InRange(fit.Q, 3.4, 4.7);
        Assert.Equal(fit.P, cents.P, 1e-5);
        Assert.Equal(fit.Q, cents.Q, 1e-5);
        Assert.Equal(fit.Gamma, cents.Gamma / 100, 1e-4);
    }

    [Fact]
    public void ExpectedSpend_Traps_AnswerThePopulationMeanOrNothing()
    {
        var model = new GammaGammaModel(new GammaGammaParameters(6.25, 3.74, 15.44));
        var population = 6.25 * 15.44 / 2.74;

        Assert.Equal(population, model.ExpectedSpend(0, 0)!.Value, 1e-12);
        Assert.Equal(population, model.ExpectedSpend(3, -5)!.Value, 1e-12);
        Assert.Equal(population, model.ExpectedSpend(3, double.NaN)!.Value, 1e-12);
        Assert.Equal(6.25 * (15.44 + 70) / ((6.25 * 2) + 2.74), model.ExpectedSpend(2, 35)!.Value, 1e-12);
        var infinite = new GammaGammaModel(new GammaGammaParameters(6.25, 0.9, 15.44));
        Assert.Null(infinite.ExpectedSpend(0, 0));
        Assert.NotNull(infinite.ExpectedSpend(1, 20));
    }

    [Fact]
    public void Add_MeanNotPositive_IsLeftOutAndCounted()
    {
        var spend = new SpendHistories();

        Assert.False(spend.Add(2, 0));
        Assert.False(spend.Add(2, -3));
        Assert.False(spend.Add(0, 12));
        Assert.False(spend.Add(2, double.NaN));
        Assert.True(spend.Add(2, 12));
        Assert.Equal((1, 4), (spend.Buyers, spend.LeftOut));
    }

    [Fact]
    public void CorrelationWithFrequency_SpendThatGrowsWithOrders_IsReported()
    {
        var (tied, free) = (new SpendHistories(), new SpendHistories());
        for (var count = 1; count < 10; count++)
        {
            tied.Add(count, 10 * count);
            free.Add(count, 30);
        }

        Assert.Equal(1, tied.CorrelationWithFrequency()!.Value, 1e-12);
        Assert.Null(free.CorrelationWithFrequency());
    }

    [Fact]
    public void Merge_PartsMadeApart_EqualTheWhole()
    {
        var (whole, left, right) = (new SpendHistories(0.001), new SpendHistories(0.001), new SpendHistories(0.001));
        var random = new Random(42);
        for (var i = 0; i < 5000; i++)
        {
            var (count, mean) = (1 + random.Next(4), 5 + (100 * random.NextDouble()));
            whole.Add(count, mean);
            (i % 2 == 0 ? left : right).Add(count, mean);
        }

        left.Merge(right);

        Assert.Equal(whole.Buyers, left.Buyers);
        Assert.Equal(whole.Count, left.Count);
        Assert.Equal(GammaGammaFitter.Fit(whole).LogLikelihood!.Value, GammaGammaFitter.Fit(left).LogLikelihood!.Value, 1e-6);
    }
}
