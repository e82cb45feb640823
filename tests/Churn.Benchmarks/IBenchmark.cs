namespace Churn.Benchmarks;

/// <summary>A named measurement that prints ratios or counts, all sides measured in the same run.</summary>
public interface IBenchmark
{
    string Name { get; }

    string Purpose { get; }

    /// <summary>Runs the measurement and returns the process's exit code.</summary>
    Task<int> RunAsync(string[] args);
}
