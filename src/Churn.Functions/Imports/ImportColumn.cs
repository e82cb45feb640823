namespace Churn.Functions.Imports;

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
    Product,
    Quantity,
    UnitPrice,
    LineDiscount,
    LineTotal,
}
