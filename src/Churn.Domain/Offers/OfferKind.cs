namespace Churn.Domain.Offers;

/// <summary>What a buyer can be offered.</summary>
public enum OfferKind
{
    Loyalty,
    Vip,
}
