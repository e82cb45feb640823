namespace Churn.Statistics.GammaGamma;

/// <summary>Expected spend per order of one buyer: the own mean, shrunk to the population's.</summary>
public sealed class GammaGammaModel(GammaGammaParameters parameters)
{
    /// <summary>The parameters.</summary>
    public GammaGammaParameters Parameters { get; } = parameters;

    /// <summary>
    /// p(γ + mean·orders)/(p·orders + q − 1). Without orders, or with a mean that is not positive, the population mean, never 0; null where
    /// that is infinite (q ≤ 1).
    /// </summary>
    /// <param name="orders">Number of orders averaged.</param>
    /// <param name="mean">Their mean.</param>
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

    /// <summary>As <see cref="ExpectedSpend(int, double)"/> for many buyers; NaN-free: where there is no answer, <paramref name="otherwise"/>.</summary>
    public void ExpectedSpend(ReadOnlySpan<int> orders, ReadOnlySpan<double> means, double otherwise, Span<double> spend)
    {
        for (var i = 0; i < orders.Length; i++)
        {
            spend[i] = ExpectedSpend(orders[i], means[i]) ?? otherwise;
        }
    }
}
