namespace Churn.Domain.Buyers;

/// <summary>What was bought in a calendar month (the shop's).</summary>
/// <param name="Month">Its first day.</param>
/// <param name="Days">Purchase days in it.</param>
/// <param name="Orders">Purchases.</param>
/// <param name="NetValue">Their net value in the shop's currency, minor units.</param>
/// <param name="DeliveryFees">What was charged for delivery, minor units.</param>
public readonly record struct PurchaseMonth(DateOnly Month, int Days, int Orders, long NetValue, long DeliveryFees);
