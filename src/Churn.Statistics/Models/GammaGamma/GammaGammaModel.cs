namespace Churn.Statistics.Models.GammaGamma;

/// <summary>The expected spend per order of a buyer: the buyer's own mean, shrunk towards the population mean.</summary>
public sealed class GammaGammaModel(GammaGammaParameters parameters)
{
    /// <summary>The parameters.</summary>
    public GammaGammaParameters Parameters { get; } = parameters;

    /// <summary>
    /// Returns p(γ + mean·orders)/(p·orders + q − 1). Without orders, or with a mean that is not positive, it is the population mean and
    /// never 0; null if that is infinite (q ≤ 1).
    /// </summary>
    /// <param name="orders">Number of orders averaged.</param>
    /// <param name="mean">Mean spend of these orders.</param>
    public double? ExpectedSpend(int orders, double mean)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(orders);
        var (p, q, gamma) = (Parameters.P, Parameters.Q, Parameters.Gamma);
        if (orders == 0 || !(mean > 0 && mean < double.PositiveInfinity))
        {
            return Parameters.PopulationMean;
        }

        var divisor = (p * orders) + q - 1;
        var spend = p * (gamma + (mean * orders)) / divisor;
        return divisor > 0 && double.IsFinite(spend) ? spend : null;
    }

    /// <summary>
    /// Computes <see cref="ExpectedSpend(int, double)"/> for many buyers, with <paramref name="otherwise"/> in place
    /// of null. No result is NaN.
    /// </summary>
    public void ExpectedSpend(ReadOnlySpan<int> orders, ReadOnlySpan<double> means, double otherwise, Span<double> spend)
    {
        for (var i = 0; i < orders.Length; i++)
        {
            spend[i] = ExpectedSpend(orders[i], means[i]) ?? otherwise;
        }
    }
}
