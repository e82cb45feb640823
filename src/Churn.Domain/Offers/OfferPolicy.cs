using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.Domain.Offers;

/// <summary>What a shop offers, and the numbers that the offers go by.</summary>
public sealed record OfferPolicy
{
    /// <summary>The kinds that the shop makes, each with its terms.</summary>
    public ImmutableSortedDictionary<OfferKind, OfferTerms> Kinds { get; init; } = Terms();

    /// <summary>Offers a buyer has open at once, tasks for the staff not counted.</summary>
    [Range(1, 10)]
    public int MaxLive { get; init; } = 1;

    /// <summary>Offers go only to those who agreed to be written to, not to everybody who has not refused.</summary>
    public bool ConsentNeeded { get; init; }

    /// <summary>Day after the first purchase on which a second one is likeliest, as long as nothing was learned; half a cycle when 0.</summary>
    [Range(0, 730)]
    public int SecondPurchasePeakDays { get; init; }

    /// <summary>Days before and after the peak on which the bonus is flagged.</summary>
    [Range(0, 90)]
    public int SecondPurchaseSpreadDays { get; init; } = 7;

    /// <summary>Days before the usual next purchase on which a refill is offered.</summary>
    [Range(0, 90)]
    public int ReplenishmentLeadDays { get; init; } = 5;

    /// <summary>Price of a year of premium delivery, minor units; 0: not sold.</summary>
    [Range(0, Currencies.Largest)]
    public long PremiumDeliveryPrice { get; init; } = 995;

    /// <summary>All that the shop sells is used up; else only products that the policy gives a cycle.</summary>
    public bool ReplenishesAll { get; init; }

    /// <summary>Hundredths of the lapse point past which nobody is asked back any more.</summary>
    [Range(100, 2000)]
    public int WinBackUntilPercent { get; init; } = 300;

    /// <summary>Tasks that the managers of key accounts can do in a day.</summary>
    [Range(0, 10_000)]
    public int KeyAccountTasksPerDay { get; init; }

    /// <summary>Days for which an answer to a question counts.</summary>
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
                OfferKind.Care, OfferKind.CheckIn, OfferKind.Onboarding, OfferKind.Vip, OfferKind.Loyalty, OfferKind.SecondPurchase, OfferKind.Referral, OfferKind.WinBack),
        },
        BusinessModel.OneProduct => new OfferPolicy
        {
            Kinds = Terms(OfferKind.Care, OfferKind.SecondPurchase, OfferKind.Referral, OfferKind.Gift, OfferKind.Successor, OfferKind.Flash),
        },
        BusinessModel.Fashion => new OfferPolicy { Kinds = Terms(Goods, OfferKind.Flash) },
        _ => new OfferPolicy { Kinds = Terms(Goods) },
    };

    private static readonly OfferKind[] Goods =
    [
        OfferKind.Care, OfferKind.Vip, OfferKind.Loyalty, OfferKind.Replenishment, OfferKind.SecondPurchase, OfferKind.PremiumDelivery, OfferKind.Referral,
        OfferKind.Gift, OfferKind.Successor, OfferKind.WinBack,
    ];

    /// <summary>Whether it is work for the shop's own people rather than something sent to the buyer.</summary>
    public static bool IsTask(OfferKind kind) => kind is OfferKind.Care or OfferKind.KeyAccountTask or OfferKind.CheckIn;

    private static ImmutableSortedDictionary<OfferKind, OfferTerms> Terms(OfferKind[] kinds, params OfferKind[] more) => Terms([.. kinds, .. more]);

    private static ImmutableSortedDictionary<OfferKind, OfferTerms> Terms(params OfferKind[] kinds) => kinds.ToImmutableSortedDictionary(kind => kind, OfferTerms.For);
}
