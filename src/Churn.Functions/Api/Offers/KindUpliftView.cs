using Churn.Domain.Buyers;
using Churn.Domain.Offers;
using Churn.Statistics.Uplift;

namespace Churn.Functions.Api.Offers;

/// <summary>The measured effect of one kind of offer, as the API shows it.</summary>
public sealed record KindUpliftView(
    string Kind, string Verdict, string Sentence, ArmView Treated, ArmView HeldOut,
    double? Uplift, IReadOnlyList<double>? Interval, double? PooledUplift,
    double? MarginPerBuyer, IReadOnlyList<double>? MarginInterval, long Discounts,
    double? WouldHaveBoughtAnyway, double? DetectableRise, int Open, int Excluded)
{
    public static KindUpliftView Of(KindUplift kind, int marginPercent) => Of(kind, kind.Margin(marginPercent));

    private static KindUpliftView Of(KindUplift kind, RevenueUplift? margin) => new(
        OfferKinds.NameOf(kind.Trial.Kind),
        kind.Report.Verdict.ToString(),
        ShopUplift.Describe(kind),
        ArmView.Of(kind.Trial.Bought.Treated, kind.Trial.Treated),
        ArmView.Of(kind.Trial.Bought.HeldOut, kind.Trial.HeldOut),
        kind.Trial.Bought.Difference,
        UpliftView.Limits(kind.Report.Interval),
        kind.Pooled?.Estimate,
        margin?.Difference,
        UpliftView.Limits(margin?.Interval),
        kind.Trial.Discounts,
        kind.WouldHaveBoughtAnyway,
        kind.Report.DetectableRise,
        kind.Trial.Open,
        kind.Trial.Excluded);
}

/// <summary>One arm of a trial.</summary>
/// <param name="Buyers">The buyers in the arm.</param>
/// <param name="Bought">Those buyers who bought within the offer's window.</param>
/// <param name="Value">The net value of what they bought, in minor units.</param>
public sealed record ArmView(int Buyers, int Bought, long Value)
{
    public static ArmView Of(Proportion bought, IEnumerable<long> values) => new(bought.Trials, bought.Successes, values.Sum());
}

/// <summary>The measured effect of a shop's offers, as the API shows it. Rates are shares of 1, and money is in minor units.</summary>
public sealed record UpliftView(
    DateOnly AsOf, string Verdict, double? PooledUplift, IReadOnlyList<double>? PooledInterval, IReadOnlyList<KindUpliftView> Kinds)
{
    public static UpliftView Of(ShopUplift uplift, int marginPercent) => new(
        uplift.AsOf, uplift.Verdict.ToString(), uplift.Pool?.Mean, Limits(uplift.Pool?.MeanInterval),
        [.. uplift.Kinds.Select(kind => KindUpliftView.Of(kind, marginPercent))]);

    internal static IReadOnlyList<double>? Limits(ConfidenceInterval? interval) =>
        interval is { } limits ? [limits.Lower, limits.Upper] : null;
}
