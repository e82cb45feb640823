namespace Churn.Functions.Api.Imports;

/// <summary>What a column of an import can say.</summary>
public enum ImportColumn
{
    /// <summary>The platform's order id, the one its webhooks carry.</summary>
    Order,

    /// <summary>What joins the rows of one order, when the id stands in the first of them only.</summary>
    Group,
    PlacedAt,
    UpdatedAt,
    CancelledAt,
    Status,

    /// <summary><c>sale</c> or <c>return</c>: a return names no order, and its total may be below zero.</summary>
    Kind,
    Currency,
    Total,
    Discounts,
    Shipping,
    Tax,
    Refunded,
    Customer,
    Company,
    Email,
    Phone,
    Channel,
    Subscription,
    Test,

    /// <summary>Whether the buyer agreed to be written to, both ways.</summary>
    Consent,

    /// <summary>Whether a box was ticked: an empty one says nothing.</summary>
    OptIn,

    /// <summary>Whether somebody else will use it.</summary>
    Gift,

    /// <summary>Names are compared, and forgotten.</summary>
    BillingName,
    ShippingName,
    Note,

    /// <summary>Last day of the contract that the order pays for.</summary>
    ContractUntil,
    Product,
    Quantity,
    UnitPrice,
    LineDiscount,
    LineTotal,
}
