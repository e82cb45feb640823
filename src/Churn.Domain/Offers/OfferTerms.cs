namespace Churn.Domain.Offers;

/// <summary>How often and for how long a kind of offer is made.</summary>
/// <param name="ValidDays">Days after the flagging on which it still makes sense.</param>
/// <param name="WindowDays">Days after the flagging whose orders are its outcome; fixed before anything is sent, and no shorter than <paramref name="ValidDays"/>.</param>
/// <param name="CooldownDays">Days after one of the kind before the next.</param>
/// <param name="HoldoutPercent">Buyers in a hundred who are never sent it, 0 to 50.</param>
public sealed record OfferTerms(int ValidDays, int WindowDays, int CooldownDays, int HoldoutPercent = 10);
