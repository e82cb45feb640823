namespace Churn.Domain.Offers;

/// <summary>What became of a report about an offer.</summary>
public enum OfferNote
{
    /// <summary>It stands in the offer's row.</summary>
    Noted,

    /// <summary>There is no such offer.</summary>
    Unknown,

    /// <summary>The offer was never to be sent: whoever sent it has spoiled a part of the comparison.</summary>
    HeldOut,
}
