using Churn.Domain.Offers;
using Churn.Statistics.Uplift;

namespace Churn.Functions.Offers;

/// <summary>What a shop's offers did, as the API shows it. Rates are shares of 1, money is in minor units.</summary>
public sealed record UpliftView(DateOnly AsOf, string Verdict, double? PooledUplift, IReadOnlyList<double>? PooledInterval, IReadOnlyList<KindUpliftView> Kinds)
{
    public static UpliftView Of(ShopUplift uplift, int marginPercent) => new(
        uplift.AsOf, uplift.Verdict.ToString(), uplift.Pool?.Mean, Limits(uplift.Pool?.MeanInterval), [.. uplift.Kinds.Select(kind => KindUpliftView.Of(kind, marginPercent))]);

    internal static IReadOnlyList<double>? Limits(ConfidenceInterval? interval) => interval is { } limits ? [limits.Lower, limits.Upper] : null;
}
