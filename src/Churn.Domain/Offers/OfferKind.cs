namespace Churn.Domain.Offers;

/// <summary>What a buyer can be offered, or what the shop's staff is asked to do for them, most urgent first: one live offer a buyer goes by this order.</summary>
public enum OfferKind
{
    /// <summary>A task: somebody is unhappy.</summary>
    Care,

    /// <summary>A task: the manager of a key account that is going quiet.</summary>
    KeyAccountTask,

    /// <summary>A task: ask a client of a service or business shop how things are.</summary>
    CheckIn,

    /// <summary>A welcome after the first purchase.</summary>
    Onboarding,

    /// <summary>The club of the most valuable clients.</summary>
    Vip,

    /// <summary>The programme for clients.</summary>
    Loyalty,

    /// <summary>What is probably used up.</summary>
    Replenishment,

    /// <summary>A bonus when a second order is likeliest.</summary>
    SecondPurchase,

    /// <summary>Delivery for a yearly price that is less than the buyer's own fees.</summary>
    PremiumDelivery,

    /// <summary>A promoter is asked to bring a friend.</summary>
    Referral,

    /// <summary>A past buyer of a one-product shop who likes giving is shown a gift.</summary>
    Gift,

    /// <summary>Who has all that one needs is shown what comes after it.</summary>
    Successor,

    /// <summary>A short sale for impulse buyers.</summary>
    Flash,

    /// <summary>A lapsed buyer is asked back.</summary>
    WinBack,
}
