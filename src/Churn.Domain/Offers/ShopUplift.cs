using System.Globalization;
using Churn.Statistics.Uplift;

namespace Churn.Domain.Offers;

/// <summary>
/// What a shop's offers did. Kinds are pooled under random effects, so a small shop gets a result for all kinds together before it has
/// enough data for any one kind.
/// </summary>
public sealed record ShopUplift
{
    public required DateOnly AsOf { get; init; }

    public required IReadOnlyList<KindUplift> Kinds { get; init; }

    /// <summary>The common uplift of the kinds that have both arms; null if none has.</summary>
    public PooledUplift? Pool { get; init; }

    /// <summary>The pool's verdict: better or worse if its interval excludes 0.</summary>
    public UpliftVerdict Verdict => Pool is null ? UpliftVerdict.TooEarly
        : Pool.MeanInterval.Lower > 0 ? UpliftVerdict.Better
        : Pool.MeanInterval.Upper < 0 ? UpliftVerdict.Worse
        : UpliftVerdict.Inconclusive;

    /// <param name="offers">All offers of the shop.</param>
    /// <param name="erased">The counts that are kept of erased offers.</param>
    /// <param name="asOf">The shop's day.</param>
    public static ShopUplift Of(IEnumerable<Offer> offers, IReadOnlyList<ErasedTrial> erased, DateOnly asOf)
    {
        var trials = OfferTrial.Of(offers, erased, asOf);
        var both = trials.Where(HasBothArms).ToList();
        var pool = both.Count == 0 ? null : PooledUplift.Of([.. both.Select(trial => trial.Bought)]);
        return new ShopUplift
        {
            AsOf = asOf,
            Pool = pool,
            Kinds = [.. trials.Select(trial => Judge(trial, HasBothArms(trial) ? pool!.Trials[both.IndexOf(trial)] : null))],
        };
    }

    /// <summary>A verdict in a sentence for marketing people.</summary>
    public static string Describe(KindUplift kind) => kind.Report.Verdict switch
    {
        UpliftVerdict.TooEarly => string.Create(CultureInfo.InvariantCulture,
            $"Too early: no quarter has both arms closed yet; {kind.Trial.Open} offers are waiting."),
        UpliftVerdict.Better => $"Better: {Points(kind)} more buyers bought than without the offer.",
        UpliftVerdict.Worse => $"Worse: with the offer, the number of buyers who bought changed by {Points(kind)}.",
        _ => $"Inconclusive: a difference of {Points(kind)} can be chance alone.",
    };

    private static string Points(KindUplift kind) => string.Create(
        CultureInfo.InvariantCulture,
        $"{100 * kind.Trial.Bought.Difference:0.0} in a hundred "
        + $"({100 * kind.Report.Interval?.Lower:0.0} to {100 * kind.Report.Interval?.Upper:0.0})");

    private static bool HasBothArms(OfferTrial trial) => trial.Bought is { Treated.Trials: > 0, HeldOut.Trials: > 0 };

    private static KindUplift Judge(OfferTrial trial, ShrunkUplift? pooled)
    {
        var bought = trial.Bought.Treated.Successes - trial.Erased.Treated.Successes; // What erased buyers were given is not known.
        return new KindUplift
        {
            Trial = trial,
            Report = UpliftReport.Judge(trial.Bought, HasBothArms(trial)),
            Pooled = pooled,
            Cost = OfferCost.Of(trial.Bought, bought == 0 ? 0 : (double)trial.Discounts / bought),
        };
    }
}
