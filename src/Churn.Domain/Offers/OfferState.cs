namespace Churn.Domain.Offers;

/// <summary>How far an offer has come.</summary>
public enum OfferState
{
    /// <summary>To be sent.</summary>
    Ready,

    /// <summary>Never to be sent: the buyer shows what happens without the offer.</summary>
    HeldOut,

    /// <summary>The shop's tool has sent it.</summary>
    Sent,

    /// <summary>The buyer has used it.</summary>
    Redeemed,

    /// <summary>Its outcome window has passed, or it was withdrawn.</summary>
    Closed,

    /// <summary>Its outcome window has passed and nobody ever said that it was sent.</summary>
    Expired,
}
