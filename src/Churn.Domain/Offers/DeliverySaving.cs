using Churn.Domain.Buyers;

namespace Churn.Domain.Offers;

/// <summary>What a year of premium delivery would have saved a buyer, by their own fees.</summary>
public static class DeliverySaving
{
    private const int DaysPerYear = 365;

    /// <summary>Minor units; below 0: it would have cost more than it saved.</summary>
    /// <param name="fees">What the buyer paid for delivery in a year, minor units.</param>
    /// <param name="price">What the year costs, minor units.</param>
    public static long Of(long fees, long price) => fees - price;

    /// <summary>Delivery fees of the last twelve months, minor units, and the orders they were paid for.</summary>
    public static (long Fees, int Deliveries) LastYear(BuyerFacts facts, DateOnly asOf)
    {
        var from = asOf.AddYears(-1);
        var days = facts.Recent.Where(day => day.Day > from && day.DeliveryFees > 0).ToList();
        return (days.Sum(day => day.DeliveryFees), days.Sum(day => day.Orders));
    }

    /// <summary>Fees of the next twelve months, minor units, if the buyer keeps to their usual gap and to their usual fee; no more than last year's.</summary>
    public static long Expected(long fees, int deliveries, int cycleDays) => Expected(fees, deliveries, (double)Math.Max(1, DaysPerYear / cycleDays));

    /// <summary>Fees of the next twelve months, minor units, at the buyer's usual fee; no more than last year's.</summary>
    /// <param name="fees">Of the last twelve months.</param>
    /// <param name="deliveries">That they were paid for.</param>
    /// <param name="orders">That the shop's model expects of the buyer in the next twelve months.</param>
    public static long Expected(long fees, int deliveries, double orders) =>
        deliveries == 0 ? 0 : (long)Math.Min(fees, Math.Floor(fees * orders / deliveries));
}
