using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using Churn.Domain.Buyers;
using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.Domain.Labels.Policies;

/// <summary>What a shop offers, and the numbers that decide about its offers.</summary>
public sealed record OfferPolicy
{
    /// <summary>The kinds that the shop offers, each with its terms.</summary>
    public ImmutableSortedDictionary<OfferKind, OfferTerms> Kinds { get; init; } = Terms();

    /// <summary>The most offers that a buyer has open at once; tasks for the staff do not count.</summary>
    [Range(1, 10)]
    public int MaxLive { get; init; } = 1;

    /// <summary>True: only buyers who agreed to be written to get offers. False: all who have not refused.</summary>
    public bool ConsentNeeded { get; init; }

    /// <summary>
    /// The day after the first purchase on which a second one is likeliest, as long as the model has not learned it; 0 means half a cycle.
    /// </summary>
    [Range(0, 730)]
    public int SecondPurchasePeakDays { get; init; }

    /// <summary>Days before and after the peak on which the bonus is flagged.</summary>
    [Range(0, 90)]
    public int SecondPurchaseSpreadDays { get; init; } = 7;

    /// <summary>Days before the expected next purchase on which a refill is offered.</summary>
    [Range(0, 90)]
    public int ReplenishmentLeadDays { get; init; } = 5;

    /// <summary>Price of a year of premium delivery, minor units; 0 if the shop does not sell it.</summary>
    [Range(0, Currencies.Largest)]
    public long PremiumDeliveryPrice { get; init; } = 995;

    /// <summary>True: everything that the shop sells is used up. False: only products to which the policy gives a cycle.</summary>
    public bool ReplenishesAll { get; init; }

    /// <summary>Percent of the lapse point after which a buyer is no longer asked back.</summary>
    [Range(100, 2000)]
    public int WinBackUntilPercent { get; init; } = 300;

    /// <summary>The tasks that the managers of key accounts can do in a day.</summary>
    [Range(0, 10_000)]
    public int KeyAccountTasksPerDay { get; init; }

    /// <summary>The days for which an answer to a question counts.</summary>
    [Range(1, 3650)]
    public int FeedbackDays { get; init; } = 180;

    /// <summary>The defaults of a business model.</summary>
    public static OfferPolicy For(BusinessModel model) => model switch
    {
        BusinessModel.Consumables => new OfferPolicy { Kinds = Terms(Goods), ReplenishesAll = true },
        BusinessModel.Subscription => new OfferPolicy
        {
            Kinds = Terms(OfferKind.Care, OfferKind.Onboarding, OfferKind.Vip, OfferKind.Loyalty, OfferKind.Referral, OfferKind.WinBack),
        },
        BusinessModel.Wholesale => new OfferPolicy
        {
            Kinds = Terms(OfferKind.Care, OfferKind.KeyAccountTask, OfferKind.CheckIn, OfferKind.Onboarding, OfferKind.WinBack),
            KeyAccountTasksPerDay = 10,
        },
        BusinessModel.Services => new OfferPolicy
        {
            Kinds = Terms(
                OfferKind.Care, OfferKind.CheckIn, OfferKind.Onboarding, OfferKind.Vip, OfferKind.Loyalty, OfferKind.SecondPurchase,
                OfferKind.Referral, OfferKind.WinBack),
        },
        BusinessModel.OneProduct => new OfferPolicy
        {
            Kinds = Terms(
                OfferKind.Care, OfferKind.SecondPurchase, OfferKind.Referral, OfferKind.Gift, OfferKind.Successor, OfferKind.Flash),
        },
        BusinessModel.Fashion => new OfferPolicy { Kinds = Terms(Goods, OfferKind.Flash) },
        _ => new OfferPolicy { Kinds = Terms(Goods) },
    };

    private static readonly OfferKind[] Goods =
    [
        OfferKind.Care, OfferKind.Vip, OfferKind.Loyalty, OfferKind.Replenishment, OfferKind.SecondPurchase, OfferKind.PremiumDelivery,
        OfferKind.Referral, OfferKind.Gift, OfferKind.Successor, OfferKind.WinBack,
    ];

    private static ImmutableSortedDictionary<OfferKind, OfferTerms> Terms(OfferKind[] kinds, params OfferKind[] more) =>
        Terms([.. kinds, .. more]);

    private static ImmutableSortedDictionary<OfferKind, OfferTerms> Terms(params OfferKind[] kinds) =>
        kinds.ToImmutableSortedDictionary(kind => kind, OfferTerms.For);
}
