using Churn.Domain.Buyers;
using Churn.Statistics.Histories;

namespace Churn.Domain.Labels.Scores;

/// <summary>
/// Computes a buyer's scores. They are a pure function of facts, rulebook and day. A number that the data do not support is left out, with
/// the reason.
/// </summary>
public static class Scorer
{
    internal const string NoOrderDefinition = "Probability of no order in the next 90 days.";
    internal const string OrdersDefinition = "Expected number of purchase days in the next 365 days.";
    internal const string NextDefinition =
        "If the buyer has not stopped buying: in one of four cases the next order comes before this window, in one of four after it.";

    internal const string RulesNextDefinition = "From the buyer's usual gap and lapse point, without a statistical model.";
    internal const string Redrawn =
        "90 %: the model's uncertainty, from fits to resampled buyers of the shop; the spend per purchase is taken as exact.";

    internal const string Predictive = "90 %: of buyers like this one, one in twenty orders less often and one in twenty more often.";

    /// <summary>Minimum number of bootstrap samples for an interval.</summary>
    internal const int FewestRedrawn = 10;

    /// <summary>Minimum probability that the buyer still buys. Below it no date is given, because the buyer has probably left.</summary>
    private const double LeastAlive = 0.5;

    /// <summary>
    /// The largest number of orders a year that an interval may reach. If more than a quarter of it is expected, no interval is computed.
    /// </summary>
    private const int MostOrders = 400;

    /// <param name="asOf">The day (the shop's).</param>
    public static BuyerScores Score(BuyerFacts facts, Rulebook rulebook, DateOnly asOf)
    {
        var model = rulebook.Model;
        var whyNot = facts.PurchaseDays == 0 ? "No purchase to go by."
            : facts.IsAnonymous ? "The order names no person, so a second order cannot be recognised."
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

    /// <summary>Returns only the predicted value, minor units; null if none can be given.</summary>
    public static double? Value(BuyerFacts facts, ShopModel model, DateOnly asOf) =>
        model.Purchases is { } parameters && !facts.IsAnonymous && HistoryOf(facts, asOf) is { } history
            ? Value(facts, model, parameters, history)
            : null;

    /// <summary>Returns only the expected purchase days in the next 365 days; null if none can be given.</summary>
    public static double? Orders(BuyerFacts facts, ShopModel model, DateOnly asOf) =>
        model.Purchases is { } parameters && !facts.IsAnonymous && HistoryOf(facts, asOf) is { } history
            ? parameters.ToModel().ExpectedPurchases(history, ScoreTerms.Horizon)
            : null;

    /// <summary>Returns the models' input for a buyer. A day before the last purchase counts as the day of that purchase.</summary>
    internal static PurchaseHistory? HistoryOf(BuyerFacts facts, DateOnly asOf) =>
        facts is { FirstPurchase: { } first, LastPurchase: { } last, PurchaseDays: > 0 }
            ? new PurchaseHistory(
                facts.PurchaseDays - 1,
                last.DayNumber - first.DayNumber,
                Math.Max(asOf.DayNumber, last.DayNumber) - first.DayNumber,
                TimeUnit.Days)
            : null;

    private static Score NoOrder(ShopModel model, IPurchaseModel purchases, PurchaseHistory history)
    {
        var (low, high) = Spread(model, redrawn => redrawn.ToModel().ProbabilityOfNoOrder(history, ScoreTerms.NoOrder));
        return new Score(
            purchases.ProbabilityOfNoOrder(history, ScoreTerms.NoOrder),
            low,
            high,
            low is null ? null : Redrawn,
            model.Tier,
            ScoreTerms.NoOrderDays,
            NoOrderDefinition,
            null);
    }

    private static Score Orders(ShopModel model, IPurchaseModel purchases, PurchaseHistory history)
    {
        var expected = purchases.ExpectedPurchases(history, ScoreTerms.Horizon);
        var (low, high) = CountInterval(purchases, history, expected);
        return new Score(expected, low, high, low is null ? null : Predictive, model.Tier, ScoreTerms.HorizonDays, OrdersDefinition, null);
    }

    private static Score ValueScore(BuyerFacts facts, ShopModel model, PurchaseHistory history)
    {
        var definition = model.MarginPercent == 100
            ? "Expected net revenue in the next 365 days, discounted at 10 % a year; no margin is configured."
            : $"Expected margin ({model.MarginPercent} % of net revenue) in the next 365 days, discounted at 10 % a year.";
        if (Value(facts, model, model.Purchases!, history) is not { } value)
        {
            var whyNot = model.Spend is null
                ? "The model of what buyers spend could not be fitted."
                : "The buyer has purchases in another currency, which have no value in the shop's currency.";
            return new Score(null, null, null, null, model.Tier, ScoreTerms.HorizonDays, definition, whyNot);
        }

        var (low, high) = Spread(model, redrawn => Value(facts, model, redrawn, history) ?? value);
        return new Score(value, low, high, low is null ? null : Redrawn, model.Tier, ScoreTerms.HorizonDays, definition, null);
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
        var whyNot = history.X == 0 ? "A single purchase does not tell when a second one comes."
            : alive < LeastAlive ? "More likely than not, the buyer does not come back."
            : null;
        return whyNot is null
            && purchases.NextOrderIfAlive(history, 0.25) is { } early
            && purchases.NextOrderIfAlive(history, 0.75) is { } late
            && late.In(TimeUnit.Days) <= 10 * ScoreTerms.HorizonDays
                ? new NextOrderWindow(
                    asOf.AddDays((int)Math.Floor(early.In(TimeUnit.Days))),
                    asOf.AddDays((int)Math.Ceiling(late.In(TimeUnit.Days))),
                    model.Tier,
                    NextDefinition,
                    null)
                : new NextOrderWindow(null, null, model.Tier, NextDefinition, whyNot ?? "The window would be longer than ten years.");
    }

    private static BuyerScores Without(BuyerFacts facts, Rulebook rulebook, DateOnly asOf, string whyNot)
    {
        Score Nothing(int horizon, string definition) => new(null, null, null, null, ModelTier.Rules, horizon, definition, whyNot);
        return new BuyerScores(
            asOf,
            rulebook.Model.Version,
            Nothing(ScoreTerms.NoOrderDays, NoOrderDefinition),
            Nothing(ScoreTerms.HorizonDays, OrdersDefinition),
            Nothing(ScoreTerms.HorizonDays, "Expected net revenue in the next 365 days."),
            NextByRules(facts, rulebook, asOf),
            RenewalScorer.Score(facts, rulebook, asOf));
    }

    private static NextOrderWindow NextByRules(BuyerFacts facts, Rulebook rulebook, DateOnly asOf)
    {
        if (facts.PurchaseDays < 2 || facts.IsAnonymous || facts.LastPurchase is not { } last)
        {
            return new NextOrderWindow(null, null, ModelTier.Rules, RulesNextDefinition, "Without a second purchase no gap is known.");
        }

        var labels = Classifier.Classify(facts, rulebook, asOf);
        return last.AddDays(labels.LapseDays) < asOf
            ? new NextOrderWindow(null, null, ModelTier.Rules, RulesNextDefinition, "The buyer is past the lapse point.")
            : new NextOrderWindow(last.AddDays(labels.CycleDays), last.AddDays(labels.LapseDays), ModelTier.Rules, RulesNextDefinition, null);
    }

    /// <summary>Returns the 5 % and 95 % quantiles over the bootstrap samples, linearly interpolated.</summary>
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

/// <summary>The horizons and the discount rate of all scores.</summary>
public static class ScoreTerms
{
    /// <summary>The horizon of churn: no order within this many days.</summary>
    public const int NoOrderDays = 90;

    /// <summary>The horizon of predicted orders and value, days.</summary>
    public const int HorizonDays = 365;

    /// <summary>The discount rate per year, a usual cost of capital.</summary>
    public const double AnnualDiscountRate = 0.1;

    internal static Period NoOrder { get; } = Period.Days(NoOrderDays);

    internal static Period Horizon { get; } = Period.Days(HorizonDays);
}
