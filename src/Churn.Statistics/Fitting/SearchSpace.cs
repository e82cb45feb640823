using Churn.Statistics.Histories;

namespace Churn.Statistics.Fitting;

/// <summary>Bounds and prior of the logarithms of a model's parameters.</summary>
internal sealed class SearchSpace
{
    private SearchSpace(int dimension)
    {
        Lower = new double[dimension];
        Upper = new double[dimension];
        PriorMean = new double[dimension];
    }

    internal double[] Lower { get; }

    internal double[] Upper { get; }

    internal double[] PriorMean { get; }

    /// <summary>1/σ² of the prior; 0 without a prior.</summary>
    internal double PriorPrecision { get; private init; }

    /// <summary>
    /// Creates the search space of a fit. Caps of parameters in time are relative to <paramref name="timeScale"/>, which in logarithms is
    /// the same as scaling time to one.
    /// </summary>
    internal static SearchSpace For<TParameters>(FitOptions<TParameters> options, double timeScale, TimeUnit unit)
        where TParameters : struct, IModelParameters<TParameters>
    {
        var precision = options.Prior is { } prior ? 1 / (prior.LogStandardDeviation * prior.LogStandardDeviation) : 0;
        var space = new SearchSpace(TParameters.Count) { PriorPrecision = precision };
        if (options.Prior is { } given)
        {
            ParameterCheck.Convert(given.Center, unit).CopyTo(space.PriorMean);
        }

        for (var i = 0; i < TParameters.Count; i++)
        {
            var center = TParameters.TimePowers[i] == 0 ? 0 : Math.Log(timeScale);
            space.Lower[i] = center - Math.Log(options.Cap);
            space.Upper[i] = center + Math.Log(options.Cap);
            space.PriorMean[i] = precision > 0 ? Math.Log(space.PriorMean[i]) : 0;
        }

        return space;
    }

    internal double Clamp(int i, double value) => Math.Clamp(value, Lower[i], Upper[i]);
}
