namespace Churn.Statistics.Optimization;

/// <summary>Independent normal priors on the logarithms of the parameters: what a shop is taken for until its own data say otherwise.</summary>
/// <param name="Center">The prior medians.</param>
/// <param name="LogStandardDeviation">Of each logarithm: 0.5 says "within a factor of 2.7 either way" at 95 %.</param>
public sealed record ParameterPrior<TParameters>(TParameters Center, double LogStandardDeviation)
    where TParameters : struct, IModelParameters<TParameters>
{
    /// <summary>Positive and finite.</summary>
    public double LogStandardDeviation { get; init; } = ParameterCheck.Positive(LogStandardDeviation);
}
