using Churn.Domain.Buyers;
using Churn.Domain.Labels;
using Churn.Domain.Labels.Policies;
using Churn.Domain.Labels.Scores;
using Churn.Domain.Shops;
using Churn.Testing.Builders;

namespace Churn.Domain.Tests.Labels.Scores;

public sealed class ScorerTests
{
    private static readonly DateOnly Today = new(2026, 5, 14);
    private static readonly Rulebook Fitted = new(Policy.For(BusinessModel.GeneralRetail), AModel.Fitted("2026-05-14"));
    private static readonly Rulebook ByRules = ARulebook.For(BusinessModel.GeneralRetail);

    [Fact]
    public void Score_FittedModel_IsTheModelsOwnAnswer()
    {
        var facts = Facts("2025-11-01", "2025-12-10", "2026-02-01", "2026-04-20");
        var history = Scorer.HistoryOf(facts, Today)!.Value;
        var model = Fitted.Model.Purchases!.ToModel();

        var scores = Scorer.Score(facts, Fitted, Today);

        Assert.Equal((3, 170, 194), (history.X, history.Tx, history.T));
        Assert.Equal(model.ProbabilityOfNoOrder(history, ScoreTerms.NoOrder), scores.NoOrder.Value);
        Assert.Equal(model.ExpectedPurchases(history, ScoreTerms.Horizon), scores.Orders.Value);
        Assert.True(scores.Orders.Low <= scores.Orders.Value && scores.Orders.High >= scores.Orders.Value);
        Assert.True(scores.Value.Value > 0);
        Assert.True(scores.NextOrder.From >= Today && scores.NextOrder.Until > scores.NextOrder.From);
        Assert.All(
            [scores.NoOrder, scores.Orders, scores.Value],
            score => Assert.Equal((ModelTier.Fitted, (string?)null), (score.Tier, score.WhyNot)));
    }

    [Fact]
    public void Score_OneTimeBuyer_HasNoDate()
    {
        var scores = Scorer.Score(Facts("2026-04-20"), Fitted, Today);

        Assert.Null(scores.NextOrder.From);
        Assert.Contains("single purchase", scores.NextOrder.WhyNot, StringComparison.Ordinal);
        Assert.InRange(scores.NoOrder.Value!.Value, 0.5, 1);
    }

    [Fact]
    public void Score_LongGoneBuyer_HasNoDateEither()
    {
        var scores = Scorer.Score(Facts("2022-01-01", "2022-02-01", "2022-03-01"), Fitted, Today);

        Assert.Equal("More likely than not, the buyer does not come back.", scores.NextOrder.WhyNot);
    }

    [Fact]
    public void Score_TierOfRules_HasNoNumberThatRulesCannotGive()
    {
        var scores = Scorer.Score(Facts("2026-01-14", "2026-03-14", "2026-05-10"), ByRules, Today);

        Assert.All(
            [scores.NoOrder, scores.Orders, scores.Value],
            score => Assert.Equal((null, ShopModel.None.Why), (score.Value, score.WhyNot)));
        Assert.Equal((ModelTier.Rules, Scorer.RulesNextDefinition), (scores.NextOrder.Tier, scores.NextOrder.Definition));
        Assert.NotNull(scores.NextOrder.From);
    }

    [Fact]
    public void Score_MarginOfFortyPercent_IsFortyPercentOfTheRevenueAndSaysSo()
    {
        var facts = Facts("2025-11-01", "2026-04-20");
        var revenue = Scorer.Score(facts, Fitted, Today).Value;
        var margin = Scorer.Score(facts, Fitted with { Model = Fitted.Model with { MarginPercent = 40 } }, Today).Value;

        Assert.Equal(revenue.Value!.Value * 0.4, margin.Value!.Value, 6);
        Assert.StartsWith("Expected margin (40 % of net revenue)", margin.Definition, StringComparison.Ordinal);
    }

    [Fact]
    public void Score_Redrawn_IntervalHoldsTheMiddleOfThem()
    {
        var redrawn = Enumerable.Range(0, 20).Select(i => new PurchaseParameters(0.4 + (0.0125 * i), 43.2, 0.891, 1.614));
        var model = Fitted.Model with { Redrawn = [.. redrawn] };

        var score = Scorer.Score(Facts("2025-11-01", "2026-04-20"), Fitted with { Model = model }, Today).NoOrder;

        Assert.True(score.Low < score.Value && score.Value < score.High, $"{score}");
        Assert.Equal(Scorer.Redrawn, score.Interval);
    }

    [Fact]
    public void Score_NoPurchaseOrNobodyKnown_SaysSo()
    {
        Assert.Equal("No purchase to go by.", Scorer.Score(BuyerFacts.None, Fitted, Today).NoOrder.WhyNot);
        Assert.Null(Scorer.Value(BuyerFacts.None, Fitted.Model, Today));
    }

    private static BuyerFacts Facts(params string[] days) => days
        .Select(day => DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture))
        .Aggregate(BuyerFacts.None, (facts, day) => BuyerFold.AddPurchase(facts, new Purchase { Day = day, NetValue = 4_000 }));
}
