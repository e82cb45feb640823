using Churn.Domain.Buyers;
using Churn.Domain.Classification;
using Churn.Statistics.Histories;

namespace Churn.Domain.Scores;

/// <summary>The scores of a buyer: a pure function of facts, rulebook and day. What little data cannot say is not said.</summary>
public static class Scorer
{
    internal const string NoOrderDefinition = "Probability of no order in the next 90 days.";
    internal const string OrdersDefinition = "Purchase days to be expected in the next 365 days.";
    internal const string NextDefinition =
        "If the buyer is still one: in one of four cases the next order comes before this window, in one of four after it.";

    internal const string RulesNextDefinition = "By the buyer's usual gap and lapse point: no statistics are behind it.";
    internal const string Redrawn = "90 %: how unsure the model is, by fitting it to redrawn buyers of the shop; spend taken as it is.";
    internal const string Predictive = "90 %: of buyers like this one, one in twenty orders less often and one in twenty more often.";

    /// <summary>With fewer redrawn parameters there is no interval.</summary>
    internal const int FewestRedrawn = 10;

    /// <summary>Below it the next order's date would be one of somebody who is probably gone.</summary>
    private const double LeastAlive = 0.5;

    /// <summary>A buyer of more orders a year than this gets no interval for their number.</summary>
    private const int MostOrders = 400;

    /// <param name="facts">What the ledger says.</param>
    /// <param name="rulebook">The shop's policy and what it learned.</param>
    /// <param name="asOf">The day (the shop's).</param>
    public static BuyerScores Score(BuyerFacts facts, Rulebook rulebook, DateOnly asOf)
    {
        var model = rulebook.Model;
        var whyNot = facts.PurchaseDays == 0 ? "No purchase to go by."
            : facts.IsAnonymous ? "Nobody is known behind the order, so nobody can be seen to come back."
            : model.Purchases is null ? model.Why
            : null;
        if (whyNot is not null || model.Purchases is not { } parameters || HistoryOf(facts, asOf) is not { } history)
        {
            return Without(facts, rulebook, asOf, whyNot ?? "No purchase to go by.");
        }

        var purchases = parameters.ToModel();
        return new BuyerScores(
            asOf,
            model.Version,
            NoOrder(model, purchases, history),
            Orders(model, purchases, history),
            ValueScore(facts, model, history),
            Next(model, purchases, history, asOf),
            RenewalScorer.Score(facts, rulebook, asOf));
    }

    /// <summary>The predicted value alone, minor units; null where there is no honest number.</summary>
    public static double? Value(BuyerFacts facts, ShopModel model, DateOnly asOf) =>
        model.Purchases is { } parameters && !facts.IsAnonymous && HistoryOf(facts, asOf) is { } history
            ? Value(facts, model, parameters, history)
            : null;

    /// <summary>The purchase days to be expected in the next 365 days alone; null where there is no honest number.</summary>
    public static double? Orders(BuyerFacts facts, ShopModel model, DateOnly asOf) =>
        model.Purchases is { } parameters && !facts.IsAnonymous && HistoryOf(facts, asOf) is { } history
            ? parameters.ToModel().ExpectedPurchases(history, ScoreTerms.Horizon)
            : null;

    /// <summary>A buyer as the models know them; a day before the last purchase counts as the day of that.</summary>
    internal static PurchaseHistory? HistoryOf(BuyerFacts facts, DateOnly asOf) =>
        facts is { FirstPurchase: { } first, LastPurchase: { } last, PurchaseDays: > 0 }
            ? new PurchaseHistory(
                facts.PurchaseDays - 1, last.DayNumber - first.DayNumber, Math.Max(asOf.DayNumber, last.DayNumber) - first.DayNumber, TimeUnit.Days)
            : null;

    private static Score NoOrder(ShopModel model, IPurchaseModel purchases, PurchaseHistory history)
    {
        var (low, high) = Spread(model, redrawn => redrawn.ToModel().ProbabilityOfNoOrder(history, ScoreTerms.NoOrder));
        return new Score(
            purchases.ProbabilityOfNoOrder(history, ScoreTerms.NoOrder), low, high, low is null ? null : Redrawn, model.Rung, ScoreTerms.NoOrderDays, NoOrderDefinition, null);
    }

    private static Score Orders(ShopModel model, IPurchaseModel purchases, PurchaseHistory history)
    {
        var expected = purchases.ExpectedPurchases(history, ScoreTerms.Horizon);
        var (low, high) = CountInterval(purchases, history, expected);
        return new Score(expected, low, high, low is null ? null : Predictive, model.Rung, ScoreTerms.HorizonDays, OrdersDefinition, null);
    }

    private static Score ValueScore(BuyerFacts facts, ShopModel model, PurchaseHistory history)
    {
        var definition = model.MarginPercent == 100
            ? "Net revenue to be expected in the next 365 days, discounted at 10 % a year; no margin is configured."
            : $"Margin ({model.MarginPercent} % of net revenue) to be expected in the next 365 days, discounted at 10 % a year.";
        if (Value(facts, model, model.Purchases!, history) is not { } value)
        {
            return new Score(null, null, null, null, model.Rung, ScoreTerms.HorizonDays, definition,
                model.Spend is null ? "What buyers spend could not be fitted." : "Purchases in another currency have no value here.");
        }

        var (low, high) = Spread(model, redrawn => Value(facts, model, redrawn, history) ?? value);
        return new Score(value, low, high, low is null ? null : Redrawn, model.Rung, ScoreTerms.HorizonDays, definition, null);
    }

    private static double? Value(BuyerFacts facts, ShopModel model, PurchaseParameters parameters, PurchaseHistory history) =>
        facts.ForeignCurrencyOrders == 0
            && model.Spend?.ToModel().ExpectedSpend(facts.PurchaseDays, (double)facts.NetValue / facts.PurchaseDays) is { } each
            ? model.MarginPercent / 100.0 * each
                * parameters.ToModel().DiscountedPurchases(history, ScoreTerms.Horizon, ScoreTerms.AnnualDiscountRate)
            : null;

    private static NextOrderWindow Next(ShopModel model, IPurchaseModel purchases, PurchaseHistory history, DateOnly asOf)
    {
        var alive = purchases.ProbabilityAlive(history);
        var whyNot = history.X == 0 ? "After one purchase nothing tells when a second one comes, if ever."
            : alive < LeastAlive ? "More likely than not, the buyer does not come back."
            : null;
        return whyNot is null && purchases.NextOrderIfAlive(history, 0.25) is { } early && purchases.NextOrderIfAlive(history, 0.75) is { } late
            && late.In(TimeUnit.Days) <= 10 * ScoreTerms.HorizonDays
            ? new NextOrderWindow(
                asOf.AddDays((int)Math.Floor(early.In(TimeUnit.Days))), asOf.AddDays((int)Math.Ceiling(late.In(TimeUnit.Days))), model.Rung, NextDefinition, null)
            : new NextOrderWindow(null, null, model.Rung, NextDefinition, whyNot ?? "The window would be longer than ten years.");
    }

    private static BuyerScores Without(BuyerFacts facts, Rulebook rulebook, DateOnly asOf, string whyNot)
    {
        Score Nothing(int horizon, string definition) => new(null, null, null, null, Rung.Rules, horizon, definition, whyNot);
        return new BuyerScores(
            asOf,
            rulebook.Model.Version,
            Nothing(ScoreTerms.NoOrderDays, NoOrderDefinition),
            Nothing(ScoreTerms.HorizonDays, OrdersDefinition),
            Nothing(ScoreTerms.HorizonDays, "Net revenue to be expected in the next 365 days."),
            NextByRules(facts, rulebook, asOf),
            RenewalScorer.Score(facts, rulebook, asOf));
    }

    private static NextOrderWindow NextByRules(BuyerFacts facts, Rulebook rulebook, DateOnly asOf)
    {
        if (facts.PurchaseDays < 2 || facts.IsAnonymous || facts.LastPurchase is not { } last)
        {
            return new NextOrderWindow(null, null, Rung.Rules, RulesNextDefinition, "Without a second purchase there is no gap to go by.");
        }

        var labels = Classifier.Classify(facts, rulebook, asOf);
        return last.AddDays(labels.LapseDays) < asOf
            ? new NextOrderWindow(null, null, Rung.Rules, RulesNextDefinition, "Past the lapse point.")
            : new NextOrderWindow(last.AddDays(labels.CycleDays), last.AddDays(labels.LapseDays), Rung.Rules, RulesNextDefinition, null);
    }

    /// <summary>The middle nine tenths over the redrawn parameters, linear between them.</summary>
    private static (double? Low, double? High) Spread(ShopModel model, Func<PurchaseParameters, double> number)
    {
        if (model.Redrawn.Length < FewestRedrawn)
        {
            return (null, null);
        }

        var values = model.Redrawn.Select(number).Order().ToArray();
        return (At(values, 0.05), At(values, 0.95));
    }

    internal static double At(double[] sorted, double probability)
    {
        var position = probability * (sorted.Length - 1);
        var index = (int)position;
        return sorted[index] + ((position - index) * (sorted[Math.Min(index + 1, sorted.Length - 1)] - sorted[index]));
    }

    private static (double? Low, double? High) CountInterval(IPurchaseModel purchases, PurchaseHistory history, double expected)
    {
        if (expected > MostOrders / 4.0)
        {
            return (null, null);
        }

        double? low = null;
        var sum = 0.0;
        for (var count = 0; count <= MostOrders; count++)
        {
            sum += purchases.ProbabilityOfCount(history, count, ScoreTerms.Horizon);
            low ??= sum >= 0.05 ? count : null;
            if (sum >= 0.95)
            {
                return (low, count);
            }
        }

        return (null, null);
    }
}
