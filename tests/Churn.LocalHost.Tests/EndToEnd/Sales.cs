using System.Globalization;
using Churn.Simulation.Shopify;

namespace Churn.LocalHost.Tests.EndToEnd;

/// <summary>Makes orders of a tea shop.</summary>
internal static class Sales
{
    public static ShopifyOrder Of(long id, long customer, string day, decimal price)
    {
        var at = DateTimeOffset.Parse($"{day}T10:00:00Z", CultureInfo.InvariantCulture);
        return new()
        {
            Id = id,
            PlacedAt = at,
            UpdatedAt = at,
            Currency = "EUR",
            CustomerId = customer,
            Email = $"buyer-{customer}@example.invalid",
            Lines = [new(7, "Tea", 1, price)],
        };
    }

    /// <summary>Returns five orders, one every 90 days, which is the usual cycle of general retail.</summary>
    public static IEnumerable<ShopifyOrder> Steady(long firstId, long customer, string firstDay, decimal price)
    {
        var first = DateOnly.Parse(firstDay, CultureInfo.InvariantCulture);
        return Enumerable.Range(0, 5).Select(index => Of(
            firstId + index,
            customer,
            first.AddDays(90 * index).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            price));
    }
}
