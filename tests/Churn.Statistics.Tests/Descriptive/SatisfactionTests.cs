using Churn.Statistics.Descriptive;

namespace Churn.Statistics.Tests.Descriptive;

public sealed class SatisfactionTests
{
    /// <summary>100·(promoters − detractors)/answers by hand, for each score once, for 100 / 30 / 80, and for six answers.</summary>
    [Fact]
    public void Nps_MathsSection8_IsReproduced()
    {
        Assert.Equal(-45.4545, NetPromoterScore.Of([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]).Score!.Value, 4);
        Assert.Equal(9.5238, new NetPromoterScore(100, 30, 80).Score!.Value, 4);
        Assert.Equal(0, NetPromoterScore.Of([1, 8, 8, 10, 5, 9]).Score);
    }

    [Fact]
    public void Nps_NoAnswers_IsNullNotZero()
    {
        Assert.Null(NetPromoterScore.Of([]).Score);
        Assert.Null(NetPromoterScore.Of([]).Interval());
        Assert.Null(CustomerSatisfaction.Of([]).Share);
        Assert.Null(CustomerSatisfaction.Of([]).Interval());
    }

    [Fact]
    public void Nps_Below30Answers_NeedsItsInterval()
    {
        Assert.True(new NetPromoterScore(20, 5, 4).NeedsInterval);
        Assert.False(new NetPromoterScore(20, 5, 5).NeedsInterval);
    }

    /// <summary>
    /// The first row is Tango's interval of 1 and 7 discordant of 21, from M. W. Fagerland, S. Lydersen and P. Laake (2014), Statistics in
    /// Medicine 33, 2850–2875. All rows come from mpmath, which maximises the multinomial likelihood numerically, not by the closed root.
    /// </summary>
    [Theory]
    [InlineData(1, 7, 21, -0.51723228, -0.026003032)]
    [InlineData(100, 80, 210, -0.029959326, 0.2172959)]
    [InlineData(2, 5, 11, -0.63366404, 0.20109069)]
    [InlineData(40, 20, 160, 0.030864533, 0.21806424)]
    [InlineData(3, 0, 6, -0.085501432, 0.81238369)]
    public void NpsInterval_TangosInterval_IsReproduced(int promoters, int detractors, int answers, double lower, double upper)
    {
        var interval = new NetPromoterScore(promoters, answers - promoters - detractors, detractors).Interval()!.Value;

        Assert.Equal(100 * lower, interval.Lower, 5e-6);
        Assert.Equal(100 * upper, interval.Upper, 5e-6);
    }

    [Fact]
    public void NpsInterval_AllPromoters_IsNotAPoint()
    {
        var interval = new NetPromoterScore(8, 0, 0).Interval()!.Value;

        Assert.Equal(100, interval.Upper, 9);
        Assert.InRange(interval.Lower, 20, 60);
    }

    [Theory]
    [InlineData(0.5, 0.2, 25, 161)]
    [InlineData(0.2, 0.5, 80, 162)]
    [InlineData(0.85, 0.05, 40, 163)]
    public void NpsInterval_SimulatedAnswers_CoversTheTruth(double promoters, double detractors, int answers, int seed)
    {
        var random = new Random(seed);
        var covered = 0;
        for (var run = 0; run < 1000; run++)
        {
            var (up, down) = (0, 0);
            for (var i = 0; i < answers; i++)
            {
                var draw = random.NextDouble();
                up += draw < promoters ? 1 : 0;
                down += draw >= 1 - detractors ? 1 : 0;
            }

            var interval = new NetPromoterScore(up, answers - up - down, down).Interval()!.Value;
            covered += interval.Contains(100 * (promoters - detractors)) ? 1 : 0;
        }

        Assert.True(covered is >= 900 and <= 990, $"Seed {seed}: {covered} of 1000 intervals hold the truth.");
    }

    [Fact]
    public void Csat_TopTwoBoxes_AreCounted()
    {
        Assert.Equal(0.5, CustomerSatisfaction.Of([5, 4, 3, 1]).Share);
        Assert.Equal(0.25, CustomerSatisfaction.Of([7, 5, 4, 1], best: 7).Share);
        Assert.Equal(0.15004, CustomerSatisfaction.Of([5, 4, 3, 1]).Interval()!.Value.Lower, 4);
    }

    [Fact]
    public void Satisfaction_Impossible_NamesTheParameter()
    {
        Assert.Equal("answers", Assert.ThrowsAny<ArgumentException>(() => NetPromoterScore.Of([11])).ParamName);
        Assert.Equal("answers", Assert.ThrowsAny<ArgumentException>(() => CustomerSatisfaction.Of([0])).ParamName);
        Assert.Equal("best", Assert.ThrowsAny<ArgumentException>(() => CustomerSatisfaction.Of([1], 2)).ParamName);
        Assert.Equal("passives", Assert.ThrowsAny<ArgumentException>(() => new NetPromoterScore(1, -1, 1)).ParamName);
    }
}
