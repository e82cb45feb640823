using System.Globalization;
using Churn.Domain.Labels.Scores;
using Churn.Statistics.Fitting;
using Churn.Statistics.Models;
using Churn.Statistics.Models.MbgNbd;
using Churn.Statistics.Scoring;

namespace Churn.Domain.Nightly;

/// <summary>
/// Decides which tier a shop's model stands on. Rules: too little data for statistics. Pooled: the prior of the business model, drawn
/// towards the shop's own orders. Fitted: the shop's own parameters, if the fit converged and its forecast of the last weeks beat the
/// baselines.
/// </summary>
public static class ModelChoice
{
    /// <summary>With fewer known buyers, the rules alone decide.</summary>
    public const int FewestBuyers = 50;

    /// <summary>The fewest days since the shop's first buyer came.</summary>
    public const int ShortestWindowDays = 60;

    /// <summary>Why there is too little data for statistics; null if there is enough.</summary>
    public static string? TooLittle(int buyers, double windowDays) =>
        buyers < FewestBuyers ? Text($"{buyers} known buyers; statistics begin at {FewestBuyers}.")
        : windowDays < ShortestWindowDays
            ? Text($"The first buyer came {windowDays:N0} days ago; statistics begin at {ShortestWindowDays}.")
        : null;

    /// <summary>Chooses the tier. If a fit fails, the last good one stays, and the model's reason says so.</summary>
    /// <param name="model">The counts and the rhythm of this run, on the tier of rules.</param>
    /// <param name="free">The shop's own fit.</param>
    /// <param name="pooled">The fit with the business model's prior.</param>
    /// <param name="last">The model that stood so far.</param>
    public static ShopModel Choose(ShopModel model, FitResult<MbgNbdParameters> free, FitResult<MbgNbdParameters> pooled, ShopModel last)
    {
        var own = PurchaseParameters.Of(PurchaseModels.From(free));
        if (own is not null && model.Scorecard is { Choice: MethodChoice.Model } card)
        {
            return model with
            {
                Tier = ModelTier.Fitted,
                Purchases = own,
                FittedOn = model.LearnedOn,
                Why = Text($"The shop's own {own.Name} converged and beat the baselines ")
                    + Text($"on the last {card.HoldoutDays} days of {card.Buyers} buyers.")
                    + (card.IsShorterThanAYear ? " It has seen less than a year, so no season." : ""),
            };
        }

        var failed = own is null && free.Reason != FitReason.TooLittleData;
        if (failed && last is { Tier: ModelTier.Fitted, Purchases: not null })
        {
            return Keep(model, last, Text($"The shop's own fit failed ({free.Reason})"));
        }

        return PurchaseParameters.Of(PurchaseModels.From(pooled)) is { } shrunk
            ? model with { Tier = ModelTier.Pooled, Purchases = shrunk, FittedOn = model.LearnedOn, Why = WhyPooled(model, free) }
            : last.Purchases is not null
                ? Keep(model, last, Text($"The fit with the business model's prior failed ({pooled.Reason})"))
                : model with
                {
                    Why = Text($"The fit with the business model's prior failed ({pooled.Reason}), and there is no earlier one."),
                };
    }

    private static ShopModel Keep(ShopModel model, ShopModel last, string why) => model with
    {
        Tier = last.Tier,
        Purchases = last.Purchases,
        Redrawn = last.Redrawn,
        FittedOn = last.FittedOn,
        Why = Text($"{why}; that of {last.FittedOn:yyyy-MM-dd} is kept."),
    };

    private static string WhyPooled(ShopModel model, FitResult<MbgNbdParameters> free) => model.Scorecard switch
    {
        _ when free.Reason is not (FitReason.Converged or FitReason.DropoutNotIdentified) =>
            Text($"The business model's prior, drawn towards the shop's orders: its own fit came to {free.Reason}."),
        null => "The business model's prior, drawn towards the shop's orders: "
            + "there is too little past to judge the shop's own fit by.",
        { Choice: MethodChoice.NotEnoughData } card => "The business model's prior, drawn towards the shop's orders: "
            + Text($"{card.Ordered} of {card.Buyers} buyers ordered in the last {card.HoldoutDays} days, too few of either to judge by."),
        var card => "The business model's prior, drawn towards the shop's orders: "
            + Text($"on the last {card.HoldoutDays} days the shop's own fit did not beat the baselines in {Failed(card)}."),
    };

    private static string Failed(ModelScorecard card) =>
        string.Join(", ", card.Criteria.Where(criterion => !criterion.Passed).Select(criterion => criterion.Name));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
