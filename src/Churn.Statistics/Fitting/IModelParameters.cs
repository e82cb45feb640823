using Churn.Statistics.Histories;

namespace Churn.Statistics.Fitting;

/// <summary>Positive parameters of a model, in the order of the model's paper.</summary>
public interface IModelParameters<TSelf>
    where TSelf : struct, IModelParameters<TSelf>
{
    /// <summary>Number of parameters.</summary>
    static abstract int Count { get; }

    /// <summary>The power of time in each parameter: 1 for a rate of a gamma distribution (α, β), 0 for a shape.</summary>
    static abstract ReadOnlySpan<int> TimePowers { get; }

    /// <summary>The unit of the parameters that have one.</summary>
    TimeUnit Unit { get; }

    /// <summary>Creates parameters from values in order. Throws if a value is not positive and finite.</summary>
    static abstract TSelf FromValues(ReadOnlySpan<double> values, TimeUnit unit);

    /// <summary>Copies the values in order.</summary>
    void CopyTo(Span<double> values);
}
