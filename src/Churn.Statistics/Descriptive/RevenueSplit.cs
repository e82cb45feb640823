namespace Churn.Statistics.Descriptive;

/// <summary>
/// Stability of the shop's revenue and of its two parts. In a shop that lives off clients, the clients' part should be far steadier.
/// </summary>
/// <param name="Total">All revenue.</param>
/// <param name="Clients">Revenue from clients.</param>
/// <param name="Customers">Revenue from all other buyers.</param>
/// <param name="ClientShare">Clients' share of the revenue, 0 to 1; null unless both parts are 0 or more and their sum is above 0.</param>
public readonly record struct RevenueSplit(
    RevenueStability Total, RevenueStability Clients, RevenueStability Customers, double? ClientShare)
{
    private const long LargestAmount = 1_000_000_000_000_000_000;

    /// <summary>Computes the stability of both parts.</summary>
    /// <param name="clients">Clients' revenue of each period in minor units, −10^18 to 10^18.</param>
    /// <param name="customers">All other buyers' revenue of the same periods.</param>
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
