namespace Churn.Benchmarks;

/// <summary>A named measurement. It prints ratios or counts, and measures everything that it compares in the same run.</summary>
public interface IBenchmark
{
    string Name { get; }

    string Purpose { get; }

    /// <summary>Runs the measurement and returns the process's exit code.</summary>
    Task<int> RunAsync(string[] args);
}
