using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using Churn.Domain.Offers;
using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.Domain.Classification;

/// <summary>The numbers that the rules go by: a business model's, and what a shop changed of them. docs/policies.md has them all.</summary>
public sealed record Policy
{
    /// <summary>Names the numbers, so that a label can be explained later.</summary>
    public required string Version { get; init; }

    /// <summary>Whose defaults these are.</summary>
    public BusinessModel Model { get; init; }

    /// <summary>The usual gap between purchases before anything is known of the buyer, days.</summary>
    [Range(1, 3650)]
    public int CycleDays { get; init; } = 90;

    /// <summary>How many of the buyer's own gaps weigh as much as <see cref="CycleDays"/>.</summary>
    [Range(1, 100)]
    public int CycleWeight { get; init; } = 2;

    /// <summary>Whether the shop's own gaps, once the nightly run knows enough of them, take the place of the numbers on cycle and lapse.</summary>
    public bool LearnCycle { get; init; } = true;

    /// <summary>The lapse point in hundredths of the cycle; 230: nine of ten gaps are shorter when they are exponential.</summary>
    [Range(110, 1000)]
    public int LapsePercent { get; init; } = 230;

    /// <summary>Past this share of the lapse point a buyer is at risk, percent.</summary>
    [Range(10, 99)]
    public int AtRiskPercent { get; init; } = 80;

    /// <summary>Nobody lapses before so many days, for the next season's goods are not out before; 0: no seasons.</summary>
    [Range(0, 730)]
    public int SeasonDays { get; init; }

    /// <summary>Days after a return from having lapsed in which a buyer counts as won back.</summary>
    [Range(1, 365)]
    public int WonBackDays { get; init; } = 60;

    /// <summary>Purchase days for own need a client has at least.</summary>
    [Range(2, 100)]
    public int ClientPurchaseDays { get; init; } = 3;

    /// <summary>Cycles between a client's first and last purchase at least.</summary>
    [Range(1, 20)]
    public int ClientTenureCycles { get; init; } = 2;

    /// <summary>Coefficient of variation of a client's gaps at most, percent.</summary>
    [Range(10, 1000)]
    public int ClientVariationPercent { get; init; } = 120;

    /// <summary>Share of a client's purchases made at a discount at most, percent.</summary>
    [Range(0, 100)]
    public int ClientDiscountedPercent { get; init; } = 80;

    /// <summary>Days after a contract's last day within which it may still be renewed before the buyer stops being a client.</summary>
    [Range(0, 90)]
    public int ContractGraceDays { get; init; } = 14;

    /// <summary>Net value in a year that makes a client a VIP as long as no value can be predicted, minor units.</summary>
    [Range(1, Currencies.Largest)]
    public long VipNetPerYear { get; init; } = 50_000;

    /// <summary>The best so many percent of the clients by predicted value are VIPs; 0: those who make 80 % of the margin.</summary>
    [Range(0, 50)]
    public int VipTopPercent { get; init; }

    /// <summary>Months for which a VIP stays one after no longer being worth it.</summary>
    [Range(0, 12)]
    public int VipGraceMonths { get; init; } = 3;

    /// <summary>Units of a product past which a buyer needs no more of it, in a shop of one product; 0: no ceiling.</summary>
    [Range(0, 1000)]
    public int CeilingUnits { get; init; }

    /// <summary>What is special about single products, by the ids in orders' lines.</summary>
    public ImmutableSortedDictionary<string, ProductPolicy> Products { get; init; } = ImmutableSortedDictionary.Create<string, ProductPolicy>(StringComparer.Ordinal);

    /// <summary>What the shop offers, and the numbers that the offers go by.</summary>
    public OfferPolicy Offers { get; init; } = OfferPolicy.For(BusinessModel.GeneralRetail);

    /// <summary>The defaults of a business model.</summary>
    public static Policy For(BusinessModel model) => Of(model) with { Offers = OfferPolicy.For(model) };

    private static Policy Of(BusinessModel model) => model switch
    {
        BusinessModel.Fashion => new Policy { Version = "fashion-2", CycleDays = 120, SeasonDays = 300 },
        BusinessModel.Consumables => new Policy { Version = "consumables-2", CycleDays = 45, WonBackDays = 45 },
        BusinessModel.Subscription => new Policy { Version = "subscription-2", CycleDays = 30, WonBackDays = 30, ContractGraceDays = 7 },
        BusinessModel.Wholesale => new Policy { Version = "wholesale-2", CycleDays = 60, VipNetPerYear = 500_000, ClientDiscountedPercent = 100, ContractGraceDays = 30 },
        BusinessModel.Services => new Policy { Version = "services-2", CycleDays = 120, ContractGraceDays = 30 },
        BusinessModel.OneProduct => new Policy { Version = "one-product-2", CycleDays = 365, ClientTenureCycles = 1, CeilingUnits = 3 },
        _ => new Policy { Version = "general-retail-2" },
    } with { Model = model };
}
