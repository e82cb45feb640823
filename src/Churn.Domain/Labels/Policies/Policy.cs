using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.Domain.Labels.Policies;

/// <summary>
/// The numbers of the rules: the defaults of a business model, with a shop's own changes. docs/policies.md lists them all.
/// </summary>
public sealed record Policy
{
    /// <summary>Identifies this set of numbers, so that a label can be explained later.</summary>
    public required string Version { get; init; }

    /// <summary>The business model that the defaults belong to.</summary>
    public BusinessModel Model { get; init; }

    /// <summary>The usual gap between purchases before anything is known of the buyer, days.</summary>
    [Range(1, 3650)]
    public int CycleDays { get; init; } = 90;

    /// <summary>
    /// The weight of <see cref="CycleDays"/>, in gaps: with this many own gaps, the buyer's own rhythm counts as much as the default.
    /// </summary>
    [Range(1, 100)]
    public int CycleWeight { get; init; } = 2;

    /// <summary>
    /// Whether the shop's own gaps replace the policy's numbers for cycle and lapse, once the nightly run has seen enough of them.
    /// </summary>
    public bool LearnCycle { get; init; } = true;

    /// <summary>
    /// The lapse point, percent of the cycle. The default comes from exponential gaps: nine of ten are shorter than 2.3 times their mean.
    /// </summary>
    [Range(110, 1000)]
    public int LapsePercent { get; init; } = 230;

    /// <summary>A buyer past this share of the lapse point is at risk, percent.</summary>
    [Range(10, 99)]
    public int AtRiskPercent { get; init; } = 80;

    /// <summary>
    /// The lapse point is at least this many days, because the next season's goods are not on sale before; 0 for a shop without seasons.
    /// </summary>
    [Range(0, 730)]
    public int SeasonDays { get; init; }

    /// <summary>Days for which a lapsed buyer who bought again counts as won back.</summary>
    [Range(1, 365)]
    public int WonBackDays { get; init; } = 60;

    /// <summary>Minimum number of purchase days for own need of a client.</summary>
    [Range(2, 100)]
    public int ClientPurchaseDays { get; init; } = 3;

    /// <summary>Minimum time between a client's first and last purchase, cycles.</summary>
    [Range(1, 20)]
    public int ClientTenureCycles { get; init; } = 2;

    /// <summary>Maximum coefficient of variation of a client's gaps, percent.</summary>
    [Range(10, 1000)]
    public int ClientVariationPercent { get; init; } = 120;

    /// <summary>Maximum share of a client's purchases made at a discount, percent.</summary>
    [Range(0, 100)]
    public int ClientDiscountedPercent { get; init; } = 80;

    /// <summary>Days after a contract's last day within which the buyer stays a client because it may still be renewed.</summary>
    [Range(0, 90)]
    public int ContractGraceDays { get; init; } = 14;

    /// <summary>Net value in a year that makes a client a VIP while no value can be predicted, minor units.</summary>
    [Range(1, Currencies.Largest)]
    public long VipNetPerYear { get; init; } = 50_000;

    /// <summary>
    /// Share of the clients, best predicted value first, that are VIPs, percent; 0 for the clients that together make 80 % of the margin.
    /// </summary>
    [Range(0, 50)]
    public int VipTopPercent { get; init; }

    /// <summary>Months for which a VIP stays a VIP after their value falls below the threshold.</summary>
    [Range(0, 12)]
    public int VipGraceMonths { get; init; } = 3;

    /// <summary>Units of a product after which a buyer needs no more of it; 0 for no ceiling.</summary>
    [Range(0, 1000)]
    public int CeilingUnits { get; init; }

    /// <summary>Exceptions for single products, by the product ids in orders' lines.</summary>
    public ImmutableSortedDictionary<string, ProductPolicy> Products { get; init; } =
        ImmutableSortedDictionary.Create<string, ProductPolicy>(StringComparer.Ordinal);

    /// <summary>What the shop offers, and the numbers of the offers' rules.</summary>
    public OfferPolicy Offers { get; init; } = OfferPolicy.For(BusinessModel.GeneralRetail);

    /// <summary>Returns the defaults of a business model.</summary>
    public static Policy For(BusinessModel model) => Of(model) with { Offers = OfferPolicy.For(model) };

    private static Policy Of(BusinessModel model) => model switch
    {
        BusinessModel.Fashion => new Policy { Version = "fashion-2", CycleDays = 120, SeasonDays = 300 },
        BusinessModel.Consumables => new Policy { Version = "consumables-2", CycleDays = 45, WonBackDays = 45 },
        BusinessModel.Subscription => new Policy { Version = "subscription-2", CycleDays = 30, WonBackDays = 30, ContractGraceDays = 7 },
        BusinessModel.Wholesale => new Policy
        {
            Version = "wholesale-2", CycleDays = 60, VipNetPerYear = 500_000, ClientDiscountedPercent = 100, ContractGraceDays = 30,
        },
        BusinessModel.Services => new Policy { Version = "services-2", CycleDays = 120, ContractGraceDays = 30 },
        BusinessModel.OneProduct => new Policy { Version = "one-product-2", CycleDays = 365, ClientTenureCycles = 1, CeilingUnits = 3 },
        _ => new Policy { Version = "general-retail-2" },
    } with { Model = model };
}
