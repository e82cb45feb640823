namespace Churn.Statistics.Descriptive;

/// <summary>
/// Stability of the shop's revenue and of its two halves: a shop that lives off clients should see the clients' half far steadier.
/// </summary>
/// <param name="Total">All revenue.</param>
/// <param name="Clients">Revenue from clients.</param>
/// <param name="Customers">Revenue from everybody else.</param>
/// <param name="ClientShare">Clients' share of the revenue, 0 to 1; null unless both halves are 0 or more and their sum above 0.</param>
public readonly record struct RevenueSplit(
    RevenueStability Total, RevenueStability Clients, RevenueStability Customers, double? ClientShare)
{
    private const long LargestAmount = 1_000_000_000_000_000_000;

    /// <summary>Splits the periods' revenue.</summary>
    /// <param name="clients">Clients' revenue of each period in minor units, −10^18 to 10^18.</param>
    /// <param name="customers">Everybody else's revenue of the same periods.</param>
    public static RevenueSplit Of(ReadOnlySpan<long> clients, ReadOnlySpan<long> customers)
    {
        Uplift.ArgumentChecks.SameLength(clients.Length, customers.Length, nameof(customers));
        var total = new long[clients.Length];
        Int128 clientSum = 0, customerSum = 0;
        for (var i = 0; i < total.Length; i++)
        {
            total[i] = Checked(clients[i], nameof(clients)) + Checked(customers[i], nameof(customers));
            clientSum += clients[i];
            customerSum += customers[i];
        }

        var share = clientSum >= 0 && customerSum >= 0 && clientSum + customerSum > 0
            ? (double)clientSum / (double)(clientSum + customerSum)
            : (double?)null;
        return new RevenueSplit(RevenueStability.Of(total), RevenueStability.Of(clients), RevenueStability.Of(customers), share);
    }

    private static long Checked(long amount, string name) =>
        amount is >= -LargestAmount and <= LargestAmount
            ? amount
            : throw new ArgumentOutOfRangeException(name, amount, "Must lie between -10^18 and 10^18.");
}
