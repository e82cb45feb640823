using Churn.Statistics.Uplift;
using static Churn.Statistics.Tests.Uplift.TwoProportionIntervalTests;

namespace Churn.Statistics.Tests.Uplift;

public sealed class BetaPosteriorTests
{
    [Theory]
    [InlineData(56, 70, 48, 80, 0.9959295, 7)]
    [InlineData(10, 10, 0, 20, 0.9999999922, 10)]
    public void ProbabilityTreatedBetter_MathsSection9_IsReproduced(int x1, int n1, int x2, int n2, double expected, int digits) =>
        Assert.Equal(expected, BetaPosterior.ProbabilityTreatedBetter(Trial(x1, n1, x2, n2)), digits);

    /// <summary>
    /// mpmath gives the finite sum of docs/model.md with 30 digits: sum(beta(a2+i,b1+b2)/((b1+i)*beta(1+i,b1)*beta(a2,b2)) for i in
    /// range(a1)).
    /// </summary>
    [Theory]
    [InlineData(56, 70, 48, 80, 0.995929538976857)]
    [InlineData(10, 10, 0, 20, 0.999999992249533)]
    [InlineData(0, 10, 0, 20, 0.65625)]
    [InlineData(5, 56, 0, 29, 0.928139425513351)]
    [InlineData(3, 200, 9, 180, 0.0283697876546067)]
    [InlineData(0, 1, 0, 1, 0.5)]
    [InlineData(600, 10000, 500, 10000, 0.999039196739942)]
    public void ProbabilityTreatedBetter_FiniteSumAt30Digits_IsEqualTo13(int x1, int n1, int x2, int n2, double expected) =>
        Assert.Equal(expected, BetaPosterior.ProbabilityTreatedBetter(Trial(x1, n1, x2, n2)), 13);

    [Fact]
    public void ProbabilityTreatedBetter_TheUsualSumWithPriors_IsTheSame()
    {
        var random = new Random(20240901);
        for (var run = 0; run < 300; run++)
        {
            int n1 = random.Next(60), n2 = random.Next(60);
            var trial = Trial(random.Next(n1 + 1), n1, random.Next(n2 + 1), n2);
            var first = new BetaPrior(random.Next(1, 9), random.Next(1, 9));
            var second = new BetaPrior(random.Next(1, 9), random.Next(1, 9));

            var probability = BetaPosterior.ProbabilityTreatedBetter(trial, first, second);

            Assert.True(
                Math.Abs(UsualSum(trial, first, second) - probability) < 1e-10, $"Seed 20240901, run {run}: {trial} gives {probability}.");
        }
    }

    [Fact]
    public void ProbabilityTreatedBetter_ArmsSwapped_AddUpToOne()
    {
        var one = BetaPosterior.ProbabilityTreatedBetter(Trial(31, 400, 22, 380));
        var other = BetaPosterior.ProbabilityTreatedBetter(Trial(22, 380, 31, 400));

        Assert.Equal(1, one + other, 13);
    }

    [Fact]
    public void ProbabilityTreatedBetter_BillionsOfBuyers_IsWhatTheNormalLimitSays()
    {
        // At this size the posterior is normal to seven digits: d / sqrt(p1q1/n1 + p2q2/n2) = 1.8257.
        var trial = Trial(1_000_000_000 + 50_000, 2_000_000_000, 1_000_000_000, 2_000_000_000);
        var z = 0.000025 / Math.Sqrt(2 * 0.25 / 2e9);

        Assert.Equal(MathNet.Numerics.Distributions.Normal.CDF(0, 1, z), BetaPosterior.ProbabilityTreatedBetter(trial), 5);
    }

    [Fact]
    public void ProbabilityTreatedBetter_NothingObserved_IsAHalf() =>
        Assert.Equal(0.5, BetaPosterior.ProbabilityTreatedBetter(default), 14);

    [Fact]
    public void FromRate_FivePercentWorthTwenty_IsOneExtraSuccessAndNineteenFailures()
    {
        var prior = BetaPrior.FromRate(0.05, 20);

        Assert.Equal((2, 20), (prior.Alpha, prior.Beta));
        Assert.Equal((1, 1), (BetaPrior.Uniform.Alpha, BetaPrior.Uniform.Beta));
    }

    [Theory]
    [InlineData(0, 1, "alpha")]
    [InlineData(1, 0, "beta")]
    [InlineData(1_000_001, 1, "alpha")]
    public void BetaPrior_Impossible_NamesTheParameter(int alpha, int beta, string parameter) =>
        Assert.Equal(parameter, Assert.ThrowsAny<ArgumentException>(() => new BetaPrior(alpha, beta)).ParamName);

    private static double UsualSum(TwoArmTrial trial, BetaPrior first, BetaPrior second)
    {
        double a1 = trial.Treated.Successes + first.Alpha, b1 = trial.Treated.Failures + first.Beta;
        double a2 = trial.HeldOut.Successes + second.Alpha, b2 = trial.HeldOut.Failures + second.Beta;
        double sum = 0;
        for (var i = 0; i < a1; i++)
        {
            var log = LogBeta(a2 + i, b1 + b2) - Math.Log(b1 + i) - LogBeta(1 + i, b1) - LogBeta(a2, b2);
            sum += Math.Exp(log);
        }

        return sum;
    }

    private static double LogBeta(double a, double b) => MathNet.Numerics.SpecialFunctions.BetaLn(a, b);
}
