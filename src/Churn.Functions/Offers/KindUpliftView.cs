using Churn.Domain.Offers;
using Churn.Statistics.Uplift;

namespace Churn.Functions.Offers;

/// <summary>What one kind of offer did, as the API shows it.</summary>
public sealed record KindUpliftView(
    string Kind, string Verdict, string Sentence, ArmView Treated, ArmView HeldOut, double? Uplift, IReadOnlyList<double>? Interval, double? PooledUplift,
    double? MarginPerBuyer, IReadOnlyList<double>? MarginInterval, long Discounts, double? WouldHaveBoughtAnyway, double? DetectableRise, int Open, int Excluded)
{
    public static KindUpliftView Of(KindUplift kind, int marginPercent) => Of(kind, kind.Margin(marginPercent));

    private static KindUpliftView Of(KindUplift kind, RevenueUplift? margin) => new(
        Offer.Name(kind.Trial.Kind),
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
