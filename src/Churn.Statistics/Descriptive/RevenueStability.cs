namespace Churn.Statistics.Descriptive;

/// <summary>How steady revenue is from period to period.</summary>
/// <param name="Periods">Number of periods.</param>
/// <param name="Mean">Mean revenue of a period in minor units; null without periods.</param>
/// <param name="StandardDeviation">Standard deviation over the periods, with n − 1; null with fewer than two periods.</param>
/// <param name="CoefficientOfVariation">
/// Standard deviation divided by mean, 0 or more; 0 is perfectly steady. Null with fewer than two periods or if the mean is 0 or less.
/// </param>
public readonly record struct RevenueStability(int Periods, double? Mean, double? StandardDeviation, double? CoefficientOfVariation)
{
    /// <summary>Computes the stability over complete periods. Leave out a month that is not over yet.</summary>
    /// <param name="revenue">
    /// Revenue of each period in minor units of one currency. Periods without revenue are included as 0. It is
    /// negative if refunds exceed sales.
    /// </param>
    public static RevenueStability Of(ReadOnlySpan<long> revenue)
    {
        if (revenue.IsEmpty)
        {
            return new RevenueStability(0, null, null, null);
        }

        Int128 sum = 0;
        foreach (var amount in revenue)
        {
            sum += amount;
        }

        var mean = (double)sum / revenue.Length;
        if (revenue.Length == 1)
        {
            return new RevenueStability(1, mean, null, null);
        }

        double squares = 0;
        foreach (var amount in revenue)
        {
            squares += (amount - mean) * (amount - mean);
        }

        var deviation = Math.Sqrt(squares / (revenue.Length - 1));
        return new RevenueStability(revenue.Length, mean, deviation, sum > 0 ? deviation / mean : null);
    }
}
