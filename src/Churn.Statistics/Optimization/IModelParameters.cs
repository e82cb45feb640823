using Churn.Statistics.Histories;

namespace Churn.Statistics.Optimization;

/// <summary>Positive parameters of a model, in the order in which their paper lists them.</summary>
public interface IModelParameters<TSelf>
    where TSelf : struct, IModelParameters<TSelf>
{
    /// <summary>How many there are.</summary>
    static abstract int Count { get; }

    /// <summary>The power of time in each parameter: 1 for a rate of a gamma distribution (α, β), 0 for a shape.</summary>
    static abstract ReadOnlySpan<int> TimePowers { get; }

    /// <summary>The unit of the parameters that have one.</summary>
    TimeUnit Unit { get; }

    /// <summary>Builds from values in order; throws on values that are not positive and finite.</summary>
    static abstract TSelf FromValues(ReadOnlySpan<double> values, TimeUnit unit);

    /// <summary>The values in order.</summary>
    void CopyTo(Span<double> values);
}
