namespace Churn.Domain.Buyers;

/// <summary>What was bought on one day (the shop's).</summary>
/// <param name="Day">The day.</param>
/// <param name="Orders">Purchases.</param>
/// <param name="NetValue">Their net value in the shop's currency, minor units.</param>
/// <param name="DeliveryFees">What was charged for delivery, minor units.</param>
/// <param name="DiscountedOrders">Those made at a discount.</param>
/// <param name="GiftOrders">Those taken for gifts; with all of them the day is not one of the buyer's own need.</param>
public readonly record struct PurchaseDay(DateOnly Day, int Orders, long NetValue, long DeliveryFees, int DiscountedOrders, int GiftOrders)
{
    /// <summary>Something was bought for the buyer's own need.</summary>
    public bool IsOwn => GiftOrders < Orders;
}
