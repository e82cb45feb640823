namespace Churn.Domain.Buyers;

/// <summary>What a buyer has bought of one product for their own need: gifts are left out.</summary>
/// <param name="Product">The product's id, as in the order's lines.</param>
/// <param name="Units">How many, the parts of a unit of every line rounded up.</param>
/// <param name="Days">Days on which it was bought.</param>
/// <param name="First">First such day (the shop's).</param>
/// <param name="Last">Last such day.</param>
public readonly record struct ProductNeed(string Product, long Units, int Days, DateOnly First, DateOnly Last);
