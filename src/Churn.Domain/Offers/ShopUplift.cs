using System.Globalization;
using Churn.Statistics.Uplift;

namespace Churn.Domain.Offers;

/// <summary>What a shop's offers did. Kinds are pooled under random effects, so that a small shop can say something of all of them before it can of any.</summary>
public sealed record ShopUplift
{
    public required DateOnly AsOf { get; init; }

    public required IReadOnlyList<KindUplift> Kinds { get; init; }

    /// <summary>The common uplift of the kinds with both arms; null: none has.</summary>
    public PooledUplift? Pool { get; init; }

    /// <summary>The pool's verdict: better or worse when its interval excludes 0.</summary>
    public UpliftVerdict Verdict => Pool is null ? UpliftVerdict.TooEarly
        : Pool.MeanInterval.Lower > 0 ? UpliftVerdict.Better
        : Pool.MeanInterval.Upper < 0 ? UpliftVerdict.Worse
        : UpliftVerdict.Inconclusive;

    /// <param name="offers">All of the shop.</param>
    /// <param name="erased">What is left of those that were erased.</param>
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

    /// <summary>A verdict as a marketing person reads it.</summary>
    public static string Describe(KindUplift kind) => kind.Report.Verdict switch
    {
        UpliftVerdict.TooEarly => string.Create(CultureInfo.InvariantCulture,
            $"Too early: no quarter has both arms closed yet; {kind.Trial.Open} offers are waiting."),
        UpliftVerdict.Better => $"Better: {Points(kind)} more buyers bought than without the offer.",
        UpliftVerdict.Worse => $"Worse: {Points(kind)} more buyers bought than without the offer.",
        _ => $"Inconclusive: {Points(kind)}, which chance alone could bring about.",
    };

    private static string Points(KindUplift kind) => string.Create(CultureInfo.InvariantCulture,
        $"{100 * kind.Trial.Bought.Difference:0.0} in a hundred ({100 * kind.Report.Interval?.Lower:0.0} to {100 * kind.Report.Interval?.Upper:0.0})");

    private static bool HasBothArms(OfferTrial trial) => trial.Bought is { Treated.Trials: > 0, HeldOut.Trials: > 0 };

    private static KindUplift Judge(OfferTrial trial, ShrunkUplift? pooled)
    {
        var bought = trial.Bought.Treated.Successes - trial.Erased.Treated.Successes; // What the erased were given is not known.
        return new KindUplift
        {
            Trial = trial,
            Report = UpliftReport.Judge(trial.Bought, HasBothArms(trial)),
            Pooled = pooled,
            Cost = OfferCost.Of(trial.Bought, bought == 0 ? 0 : (double)trial.Discounts / bought),
        };
    }
}
