using Churn.Domain.Offers;
using Churn.Domain.Shops;

namespace Churn.Domain.Classification;

/// <summary>The numbers that the rules go by, set by a shop's business model.</summary>
public sealed record Policy
{
    /// <summary>Names the numbers, so that a label can be explained later.</summary>
    public required string Version { get; init; }

    /// <summary>The usual gap between purchases before anything is known of the buyer, days.</summary>
    public int CycleDays { get; init; } = 90;

    /// <summary>How many of the buyer's own gaps weigh as much as <see cref="CycleDays"/>.</summary>
    public int CycleWeight { get; init; } = 2;

    /// <summary>The lapse point in hundredths of the cycle; 230: nine of ten gaps are shorter when they are exponential.</summary>
    public int LapsePercent { get; init; } = 230;

    /// <summary>Purchase days a client has at least.</summary>
    public int ClientPurchaseDays { get; init; } = 3;

    /// <summary>Cycles between a client's first and last purchase at least.</summary>
    public int ClientTenureCycles { get; init; } = 2;

    /// <summary>Coefficient of variation of a client's gaps at most, percent.</summary>
    public int ClientVariationPercent { get; init; } = 120;

    /// <summary>Share of a client's purchases made at a discount at most, percent.</summary>
    public int ClientDiscountedPercent { get; init; } = 80;

    /// <summary>Net value a year that makes a client a VIP, minor units.</summary>
    public long VipNetPerYear { get; init; } = 50_000;

    /// <summary>What the shop offers, and the numbers that the offers go by.</summary>
    public OfferPolicy Offers { get; init; } = OfferPolicy.For(BusinessModel.GeneralRetail);

    /// <summary>The defaults of a business model.</summary>
    public static Policy For(BusinessModel model) => Of(model) with { Offers = OfferPolicy.For(model) };

    private static Policy Of(BusinessModel model) => model switch
    {
        BusinessModel.Fashion => new Policy { Version = "fashion-1", CycleDays = 120 },
        BusinessModel.Consumables => new Policy { Version = "consumables-1", CycleDays = 45 },
        BusinessModel.Subscription => new Policy { Version = "subscription-1", CycleDays = 30 },
        BusinessModel.Wholesale => new Policy { Version = "wholesale-1", CycleDays = 60, VipNetPerYear = 500_000, ClientDiscountedPercent = 100 },
        BusinessModel.Services => new Policy { Version = "services-1", CycleDays = 120 },
        BusinessModel.OneProduct => new Policy { Version = "one-product-1", CycleDays = 365 },
        _ => new Policy { Version = "general-retail-1" },
    };
}
