namespace Churn.Domain.Offers;

/// <summary>What the ledger says of an offer once its window has passed, for the treated and the held out alike.</summary>
/// <param name="ClosedOn">The shop's day it was looked up.</param>
/// <param name="Orders">Purchases on the days after the flagging up to the end of the window.</param>
/// <param name="Value">Their net value in the shop's currency, minor units, as refunded by then.</param>
/// <param name="Excluded">Left out of the uplift: a merge brought both arms of the kind together, or the offer was withdrawn as a second one.</param>
public readonly record struct OfferOutcome(DateOnly ClosedOn, int Orders, long Value, bool Excluded);
