namespace Churn.Statistics.Fitting;

/// <summary>Independent normal priors on the logarithms of the parameters, for shops with little data of their own.</summary>
/// <param name="Center">The prior medians.</param>
/// <param name="LogStandardDeviation">
/// Standard deviation of each logarithm. 0.5 means that 95 % of the prior lies within a factor of 2.7 of the median.
/// </param>
public sealed record ParameterPrior<TParameters>(TParameters Center, double LogStandardDeviation)
    where TParameters : struct, IModelParameters<TParameters>
{
    /// <summary>Standard deviation of each logarithm, positive and finite.</summary>
    public double LogStandardDeviation { get; init; } = ParameterCheck.Positive(LogStandardDeviation);
}
