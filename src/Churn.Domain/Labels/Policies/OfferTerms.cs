using System.ComponentModel.DataAnnotations;
using Churn.Domain.Buyers;

namespace Churn.Domain.Labels.Policies;

/// <summary>How often and for how long a kind of offer is made.</summary>
/// <param name="ValidDays">Days after the flagging on which the offer still makes sense.</param>
/// <param name="WindowDays">
/// Days after the flagging whose orders are the offer's outcome. Fixed before anything is sent, and at least <paramref name="ValidDays"/>.
/// </param>
/// <param name="CooldownDays">Days from one offer of the kind to the next.</param>
/// <param name="HoldoutPercent">Buyers in a hundred who are never sent the offer, 0 to 50.</param>
/// <param name="AtOnce">Whether the offer is flagged together with the order or answer that it follows, and not only in the night.</param>
public sealed record OfferTerms(
    [property: Range(1, 365)] int ValidDays,
    [property: Range(1, 365)] int WindowDays,
    [property: Range(0, 3650)] int CooldownDays,
    [property: Range(0, 50)] int HoldoutPercent = 10,
    bool AtOnce = false)
{
    /// <summary>The default terms of a kind, the same for every business model.</summary>
    public static OfferTerms For(OfferKind kind) => kind switch
    {
        OfferKind.Care => new OfferTerms(7, 30, 30, AtOnce: true),
        OfferKind.KeyAccountTask => new OfferTerms(7, 30, 30),
        OfferKind.CheckIn => new OfferTerms(14, 30, 60),
        OfferKind.Onboarding => new OfferTerms(14, 60, 365, AtOnce: true),
        OfferKind.Vip => new OfferTerms(30, 90, 300),
        OfferKind.Loyalty => new OfferTerms(30, 90, 365),
        OfferKind.Replenishment => new OfferTerms(14, 21, 14),
        OfferKind.PremiumDelivery => new OfferTerms(30, 90, 300),
        OfferKind.Referral => new OfferTerms(30, 90, 300),
        OfferKind.Flash => new OfferTerms(3, 14, 60),
        OfferKind.Gift or OfferKind.Successor => new OfferTerms(30, 60, 180),
        OfferKind.WinBack => new OfferTerms(30, 60, 120),
        _ => new OfferTerms(21, 45, 365),
    };
}
