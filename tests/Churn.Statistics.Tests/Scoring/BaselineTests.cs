using Churn.Statistics.Descriptive;
using Churn.Statistics.Scoring;

namespace Churn.Statistics.Tests.Scoring;

public sealed class BaselineTests
{
    [Fact]
    public void RecencyBaseline_HoldoutOrdersChanged_StaysTheSame()
    {
        var honest = RandomHistories.Simulate(new Random(81), 800, 600, 60, 0.3);
        var days = Enumerable.Range(0, honest.Count).Select(buyer => honest[buyer].ToArray().Where(day => day <= 400).ToArray()).ToArray();
        var emptied = OrderHistories.From([.. days.Where(own => own.Length > 0)]);

        var with = RecencyBaseline.For(honest, CalibrationHoldoutSplit.Of(honest, 400, 150));
        var without = RecencyBaseline.For(emptied, CalibrationHoldoutSplit.Of(emptied, 400, 150));

        Assert.Equal(with.Probabilities.ToArray(), without.Probabilities.ToArray());
        Assert.Equal(with.Orders.ToArray(), without.Orders.ToArray());
    }

    [Fact]
    public void RecencyBaseline_LongerGap_NeverPromisesMore()
    {
        var histories = RandomHistories.Simulate(new Random(82), 2000, 700, 40, 0.3);
        var split = CalibrationHoldoutSplit.Of(histories, 500, 100);

        var forecast = RecencyBaseline.For(histories, split);

        var byGap = Enumerable.Range(0, split.Count).OrderByDescending(i => forecast.Ranking[i]).ToArray();
        for (var i = 1; i < byGap.Length; i++)
        {
            Assert.True(forecast.Probabilities[byGap[i]] <= forecast.Probabilities[byGap[i - 1]], $"Seed 82: probability {i} is higher.");
            Assert.True(forecast.Orders[byGap[i]] <= forecast.Orders[byGap[i - 1]], $"Seed 82: forecast {i} is higher.");
        }

        var (first, last) = (forecast.Probabilities[byGap[0]], forecast.Probabilities[byGap[^1]]);
        Assert.True(last < 0.2 && first > 0.5, $"Seed 82: the probabilities go from {first} to {last}.");
    }

    [Fact]
    public void RecencyBaseline_StationaryShop_ForecastsTheTotal()
    {
        var histories = RandomHistories.Simulate(new Random(83), 4000, 900, 50, 0);
        var split = CalibrationHoldoutSplit.Of(histories, 700, 150);

        var scores = ForecastScores.Of(RecencyBaseline.For(histories, split), split.HoldoutPurchases);

        Assert.InRange(scores.Orders!.Value.RelativeError!.Value, -0.1, 0.1);
        Assert.InRange(scores.Calibration!.ExpectedError!.Value, 0, 0.05);
    }

    [Fact]
    public void RecencyBaseline_FirstDayOfAShop_OnlyRanks()
    {
        var histories = OrderHistories.From([[5], [5]]);

        var forecast = RecencyBaseline.For(histories, CalibrationHoldoutSplit.Of(histories, 5, 10));

        Assert.False(forecast.HasProbabilities);
        Assert.False(forecast.HasOrders);
        Assert.Equal([0, 0], forecast.Ranking.ToArray());
    }

    /// <summary>The prior is worth one purchase at the shop's rate, which is half a purchase in three over 150.5 days here.</summary>
    [Fact]
    public void RateBaseline_ByHand_IsTheFormula()
    {
        var histories = OrderHistories.From([[0, 50, 100], [50]]);

        var forecast = RateBaseline.For(CalibrationHoldoutSplit.Of(histories, 100, 50));

        var prior = 150.5 / 2.5;
        Assert.Equal([1, 0], forecast.Orders.ToArray());
        Assert.Equal(1 - Math.Pow((100 + prior) / (150 + prior), 3), forecast.Probabilities[0], 14);
        Assert.Equal(1 - ((50 + prior) / (100 + prior)), forecast.Probabilities[1], 14);
    }

    [Fact]
    public void Scorecard_TrueProbabilitiesInADropoutShop_ChoosesTheModel()
    {
        var histories = RandomHistories.Simulate(new Random(84), 3000, 900, 40, 0.35);
        var split = CalibrationHoldoutSplit.Of(histories, 600, 150);

        var card = Scorecard.Of(histories, split, Oracle(split, 40, 0.35));

        Assert.True(card.Choice == MethodChoice.Model, string.Join('\n', card.Criteria));
    }

    [Fact]
    public void Scorecard_ModelThatForgetsDropout_ChoosesABaseline()
    {
        var histories = RandomHistories.Simulate(new Random(85), 3000, 900, 40, 0.35);
        var split = CalibrationHoldoutSplit.Of(histories, 600, 150);

        var card = Scorecard.Of(histories, split, Oracle(split, 40, 0));

        Assert.True(card.Choice == MethodChoice.Recency, string.Join('\n', card.Criteria));
    }

    [Fact]
    public void Scorecard_TwelveBuyers_IsNotEnough()
    {
        var histories = RandomHistories.Simulate(new Random(86), 12, 600, 40, 0.3);
        var split = CalibrationHoldoutSplit.Of(histories, 400, 150);

        Assert.Equal(MethodChoice.NotEnoughData, Scorecard.Of(histories, split, Oracle(split, 40, 0.3)).Choice);
    }

    [Fact]
    public void Scorecard_Impossible_NamesTheParameter()
    {
        var histories = OrderHistories.From([[5], [6]]);
        var split = CalibrationHoldoutSplit.Of(histories, 10, 10);

        Assert.Equal(
            "model", Assert.ThrowsAny<ArgumentException>(() => Scorecard.Of(histories, split, Forecast.Of("m", [1], [1]))).ParamName);
        Assert.Equal(
            "model",
            Assert.ThrowsAny<ArgumentException>(() => Scorecard.Of(histories, split, Forecast.RankingOnly("m", [1, 2]))).ParamName);
    }

    /// <summary>
    /// Makes the exact forecast of <see cref="RandomHistories.Simulate"/>: for gamma(1, meanGap) rates and one dropout chance p for all,
    /// P(alive) = 1/(1 + p/(1−p) · ((g + T)/(g + t_x))^(x+1)).
    /// </summary>
    private static Forecast Oracle(CalibrationHoldoutSplit split, double meanGap, double dropout)
    {
        var (probabilities, orders) = (new double[split.Count], new double[split.Count]);
        for (var i = 0; i < split.Count; i++)
        {
            double x = split.RepeatPurchases[i], tx = split.LastPurchases[i], age = split.Ages[i];
            var odds = dropout / (1 - dropout) * Math.Pow((meanGap + age) / (meanGap + tx), x + 1);
            var alive = 1 / (1 + odds);
            probabilities[i] = alive * (1 - Math.Pow((meanGap + age) / (meanGap + age + split.HoldoutDays), x + 1));

            // With a rate λ, buyers who are alive order (1 − e^(−λpH))/p times; the posterior of λ is gamma(x + 1, g + T).
            var pace = meanGap + age;
            orders[i] = dropout == 0
                ? alive * (x + 1) / pace * split.HoldoutDays
                : alive / dropout * (1 - Math.Pow(pace / (pace + (dropout * split.HoldoutDays)), x + 1));
        }

        return Forecast.Of("oracle", probabilities, orders);
    }
}
