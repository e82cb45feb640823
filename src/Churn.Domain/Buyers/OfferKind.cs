namespace Churn.Domain.Buyers;

/// <summary>
/// What a buyer can be offered, or what the shop's staff is asked to do for a buyer, most urgent first. A buyer's one open offer is chosen
/// in this order.
/// </summary>
public enum OfferKind
{
    /// <summary>A task: care for a buyer who is unhappy.</summary>
    Care,

    /// <summary>A task for the manager of a key account that is going quiet.</summary>
    KeyAccountTask,

    /// <summary>A task: ask a client of a service or business shop how things are.</summary>
    CheckIn,

    /// <summary>A welcome after the first purchase.</summary>
    Onboarding,

    /// <summary>The club of the most valuable clients.</summary>
    Vip,

    /// <summary>The programme for clients.</summary>
    Loyalty,

    /// <summary>A refill of what the buyer has probably used up.</summary>
    Replenishment,

    /// <summary>A bonus at the time when a second order is likeliest.</summary>
    SecondPurchase,

    /// <summary>Delivery for a yearly price that is less than the buyer's own fees.</summary>
    PremiumDelivery,

    /// <summary>A promoter is asked to bring a friend.</summary>
    Referral,

    /// <summary>A past buyer of a one-product shop who likes giving is shown a gift.</summary>
    Gift,

    /// <summary>A buyer who has as many as one needs is shown what comes after it.</summary>
    Successor,

    /// <summary>A short sale for impulse buyers.</summary>
    Flash,

    /// <summary>A lapsed buyer is asked back.</summary>
    WinBack,
}

/// <summary>What kinds of offers, and offers, are called in rows, files and addresses.</summary>
public static class OfferKinds
{
    /// <summary>The kind as rows and files write it.</summary>
    public static string NameOf(OfferKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>The id of an offer, as rows and addresses write it.</summary>
    public static string IdOf(OfferKind kind, BuyerId buyer, string episode) => $"{NameOf(kind)}-{buyer.Value}-{episode}";

    /// <summary>Whether it is work for the shop's own people rather than something sent to the buyer.</summary>
    public static bool IsTask(OfferKind kind) => kind is OfferKind.Care or OfferKind.KeyAccountTask or OfferKind.CheckIn;
}
