using Churn.Domain.Buyers;

namespace Churn.Domain.Offers;

/// <summary>What a year of premium delivery would have saved a buyer, measured by the delivery fees that the buyer paid.</summary>
public static class DeliverySaving
{
    private const int DaysPerYear = 365;

    /// <summary>The saving in minor units; negative if premium delivery would have cost more than it saved.</summary>
    /// <param name="fees">Delivery fees that the buyer paid in a year, minor units.</param>
    /// <param name="price">Price of a year of premium delivery, minor units.</param>
    public static long Of(long fees, long price) => fees - price;

    /// <summary>Delivery fees of the last twelve months, minor units, and the number of orders that they were paid for.</summary>
    public static (long Fees, int Deliveries) LastYear(BuyerFacts facts, DateOnly asOf)
    {
        var from = asOf.AddYears(-1);
        var days = facts.Recent.Where(day => day.Day > from && day.DeliveryFees > 0).ToList();
        return (days.Sum(day => day.DeliveryFees), days.Sum(day => day.Orders));
    }

    /// <summary>
    /// Expected fees of the next twelve months, minor units, if the buyer keeps the usual gap between orders and the usual fee; at most
    /// last year's fees.
    /// </summary>
    public static long Expected(long fees, int deliveries, int cycleDays) =>
        Expected(fees, deliveries, (double)Math.Max(1, DaysPerYear / cycleDays));

    /// <summary>Expected fees of the next twelve months, minor units, at the buyer's usual fee; at most last year's fees.</summary>
    /// <param name="fees">Fees of the last twelve months, minor units.</param>
    /// <param name="deliveries">Orders that the fees were paid for.</param>
    /// <param name="orders">Orders that the shop's model expects of the buyer in the next twelve months.</param>
    public static long Expected(long fees, int deliveries, double orders) =>
        deliveries == 0 ? 0 : (long)Math.Min(fees, Math.Floor(fees * orders / deliveries));
}
