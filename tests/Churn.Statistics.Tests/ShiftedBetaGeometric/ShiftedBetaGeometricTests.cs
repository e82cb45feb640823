using Churn.Statistics.Fitting;
using Churn.Statistics.Models.ShiftedBetaGeometric;
using Churn.Statistics.Models.SpecialFunctions;

namespace Churn.Statistics.Tests.ShiftedBetaGeometric;

public class ShiftedBetaGeometricTests
{
    // Fader and Hardie (2007), table 1, per 1000 customers.
    private static readonly double[] HighEnd = [1000, 869, 743, 653, 593, 551, 517, 491];
    private static readonly double[] Regular = [1000, 631, 468, 382, 326, 289, 262, 241];

    [Theory]
    [InlineData(true, 0.668088, 3.806094, -1611.1581, new[] { 46.04, 43.58, 41.42, 39.51, 37.80 })]
    [InlineData(false, 0.704077, 1.182043, -1680.2652, new[] { 22.01, 20.44, 19.12, 17.99, 17.00 })]
    public void Fit_TableOne_ReachesThePublishedMaximumAndProjection(
        bool highEnd, double alpha, double beta, double logLikelihood, double[] projected)
    {
        var fit = ShiftedBetaGeometricFitter.Fit(Contracts(highEnd ? HighEnd : Regular, 0));

        Assert.Equal(alpha, fit.Parameters!.Value.Alpha, 1e-5);
        Assert.Equal(beta, fit.Parameters.Value.Beta, 1e-5);
        Assert.Equal(logLikelihood, fit.LogLikelihood!.Value, 1e-4);
        var model = new ShiftedBetaGeometricModel(fit.Parameters.Value);
        for (var t = 8; t <= 12; t++)
        {
            Assert.Equal(projected[t - 8], 100 * model.Survival(t), 5.1e-3);
        }
    }

    [Fact]
    public void Fit_SurvivorsCensoredOnePeriodLate_GivesTheKnownWrongAnswer()
    {
        var fit = ShiftedBetaGeometricFitter.Fit(Contracts(Regular, 1));

        Assert.Equal(0.624, fit.Parameters!.Value.Alpha, 1e-3);
        Assert.Equal(1.028, fit.Parameters.Value.Beta, 1e-3);
    }

    [Fact]
    public void Model_Probabilities_AreConsistent()
    {
        var model = new ShiftedBetaGeometricModel(new ShiftedBetaGeometricParameters(0.668, 3.806));

        Assert.Equal(1, model.Survival(0));
        Assert.Equal(0.668 / (0.668 + 3.806), model.ProbabilityOfEnd(1), 1e-13);
        Assert.Equal(1 - model.Survival(40), Enumerable.Range(1, 40).Sum(model.ProbabilityOfEnd), 1e-13);
        Assert.Equal(1 - (model.Survival(9) / model.Survival(4)), model.ProbabilityOfEndWithin(5, 4), 1e-13);
        Assert.True(model.Retention(2) > model.Retention(1));
    }

    [Theory]
    [InlineData(0, 0.1)]
    [InlineData(3, 0.1)]
    [InlineData(5, 0.02)]
    public void DiscountedResidualLifetime_AnyTenure_EqualsTheSumAndThe2F1Form(int renewals, double rate)
    {
        var model = new ShiftedBetaGeometricModel(new ShiftedBetaGeometricParameters(0.668, 3.806));
        var n = renewals + 1;
        var published = (3.806 + n - 1) / (0.668 + 3.806 + n - 1)
            * Hypergeometric.TwoFOne(1, 3.806 + n, 0.668 + 3.806 + n, 1 / (1 + rate));

        Assert.Equal(published, model.DiscountedResidualLifetime(renewals, rate), 1e-9);
        Assert.Equal(published, model.DiscountedRenewals(renewals, 5000, rate), 1e-9);
    }

    [Fact]
    public void Fit_TooFewContracts_SaysSo()
    {
        var few = new ContractHistories();
        few.AddEnded(1, 3);
        few.AddRunning(2, 5);

        Assert.Equal(FitReason.TooLittleData, ShiftedBetaGeometricFitter.Fit(few).Reason);
        Assert.Equal(FitReason.TooLittleData, ShiftedBetaGeometricFitter.Fit(new ContractHistories()).Reason);
    }

    private static ContractHistories Contracts(double[] survivors, int late)
    {
        var contracts = new ContractHistories();
        for (var t = 1; t < survivors.Length; t++)
        {
            contracts.AddEnded(t, survivors[t - 1] - survivors[t]);
        }

        contracts.AddRunning(survivors.Length - 1 + late, survivors[^1]);
        return contracts;
    }
}
