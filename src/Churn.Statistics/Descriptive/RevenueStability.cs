namespace Churn.Statistics.Descriptive;

/// <summary>How steady revenue is from period to period.</summary>
/// <param name="Periods">How many periods were seen.</param>
/// <param name="Mean">Mean revenue of a period in minor units; null without periods.</param>
/// <param name="StandardDeviation">Of the periods, with n − 1; null below two periods.</param>
/// <param name="CoefficientOfVariation">
/// Standard deviation divided by mean, 0 or more: 0 is perfectly steady; null below two periods or for a mean of 0 or less.
/// </param>
public readonly record struct RevenueStability(int Periods, double? Mean, double? StandardDeviation, double? CoefficientOfVariation)
{
    /// <summary>The stability of whole periods; leave out a month that is still running.</summary>
    /// <param name="revenue">
    /// Revenue of each period in minor units of one currency, periods without revenue included as 0; negative when refunds exceed
    /// sales.
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
