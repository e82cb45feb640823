namespace Churn.Domain.Orders;

/// <summary>Where an order was placed.</summary>
public enum OrderChannel
{
    Web,
    Pos,
    Wholesale,
    Subscription,
    Draft,
    Marketplace,
    Other,
}
