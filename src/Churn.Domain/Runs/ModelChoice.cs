using System.Globalization;
using Churn.Domain.Scores;
using Churn.Statistics.Histories;
using Churn.Statistics.MbgNbd;
using Churn.Statistics.Optimization;
using Churn.Statistics.Scoring;

namespace Churn.Domain.Runs;

/// <summary>
/// Which rung a shop's model stands on. Rules: too little data for any statistics. Pooled: the prior of the business model, drawn towards the shop's own orders.
/// Fitted: the shop's own parameters, when the fit converged and its forecast of the last weeks beat the baselines'.
/// </summary>
public static class ModelChoice
{
    /// <summary>With fewer known buyers the rules decide alone.</summary>
    public const int FewestBuyers = 50;

    /// <summary>So long must the first buyer have been seen, days.</summary>
    public const int ShortestWindowDays = 60;

    /// <summary>Why there is too little data for statistics; null: there is enough.</summary>
    public static string? TooLittle(int buyers, double windowDays) =>
        buyers < FewestBuyers ? Text($"{buyers} known buyers; statistics begin at {FewestBuyers}.")
        : windowDays < ShortestWindowDays ? Text($"The first buyer came {windowDays:N0} days ago; statistics begin at {ShortestWindowDays}.")
        : null;

    /// <summary>Chooses; a fit that failed leaves the last good one in place, and says so.</summary>
    /// <param name="model">Counts and rhythm of this run, on the rung of rules.</param>
    /// <param name="free">The shop's own fit.</param>
    /// <param name="pooled">The fit with the business model's prior.</param>
    /// <param name="last">What stood so far.</param>
    public static ShopModel Choose(ShopModel model, FitResult<MbgNbdParameters> free, FitResult<MbgNbdParameters> pooled, ShopModel last)
    {
        var own = PurchaseParameters.Of(PurchaseModels.From(free));
        if (own is not null && model.Scorecard is { Choice: MethodChoice.Model } card)
        {
            return model with
            {
                Rung = Rung.Fitted,
                Purchases = own,
                FittedOn = model.LearnedOn,
                Why = Text($"The shop's own {own.Name} converged and beat the baselines on the last {card.HoldoutDays} days of {card.Buyers} buyers.")
                    + (card.IsShorterThanAYear ? " It has seen less than a year, so no season." : ""),
            };
        }

        var failed = own is null && free.Reason != FitReason.TooLittleData;
        if (failed && last is { Rung: Rung.Fitted, Purchases: not null })
        {
            return Keep(model, last, Text($"The shop's own fit failed ({free.Reason})"));
        }

        return PurchaseParameters.Of(PurchaseModels.From(pooled)) is { } shrunk
            ? model with { Rung = Rung.Pooled, Purchases = shrunk, FittedOn = model.LearnedOn, Why = WhyPooled(model, free) }
            : last.Purchases is not null
                ? Keep(model, last, Text($"The fit with the business model's prior failed ({pooled.Reason})"))
                : model with { Why = Text($"The fit with the business model's prior failed ({pooled.Reason}), and there is no earlier one.") };
    }

    private static ShopModel Keep(ShopModel model, ShopModel last, string why) => model with
    {
        Rung = last.Rung,
        Purchases = last.Purchases,
        Redrawn = last.Redrawn,
        FittedOn = last.FittedOn,
        Why = Text($"{why}; that of {last.FittedOn:yyyy-MM-dd} is kept."),
    };

    private static string WhyPooled(ShopModel model, FitResult<MbgNbdParameters> free) => model.Scorecard switch
    {
        _ when free.Reason is not (FitReason.Converged or FitReason.DropoutNotIdentified) =>
            Text($"The business model's prior, drawn towards the shop's orders: its own fit came to {free.Reason}."),
        null => Text($"The business model's prior, drawn towards the shop's orders: there is too little past to judge the shop's own fit by."),
        { Choice: MethodChoice.NotEnoughData } card =>
            Text($"The business model's prior, drawn towards the shop's orders: {card.Ordered} of {card.Buyers} buyers ordered in the last {card.HoldoutDays} days, too few of either to judge by."),
        var card => Text($"The business model's prior, drawn towards the shop's orders: on the last {card.HoldoutDays} days the shop's own fit did not beat the baselines in {Failed(card)}."),
    };

    private static string Failed(ModelScorecard card) => string.Join(", ", card.Criteria.Where(criterion => !criterion.Passed).Select(criterion => criterion.Name));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
