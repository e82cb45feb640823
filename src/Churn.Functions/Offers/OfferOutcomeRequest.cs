namespace Churn.Functions.Offers;

/// <summary>What became of an offer, as the shop's tool says it.</summary>
/// <param name="Redeemed">The buyer used it; whether they bought is known from their orders.</param>
/// <param name="Discount">What they were given, minor units.</param>
public sealed record OfferOutcomeRequest(bool Redeemed, long Discount);
