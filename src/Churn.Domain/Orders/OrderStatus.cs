namespace Churn.Domain.Orders;

/// <summary>How an order stands, as far as it decides whether it is a purchase.</summary>
public enum OrderStatus
{
    /// <summary>Placed, not yet paid.</summary>
    Placed,

    Paid,

    /// <summary>Cancelled, voided or declined: not a purchase.</summary>
    Cancelled,

    /// <summary>Removed at the platform: not a purchase.</summary>
    Deleted,
}
