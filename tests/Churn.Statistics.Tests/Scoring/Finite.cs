namespace Churn.Statistics.Tests.Scoring;

internal static class Finite
{
    internal static void Check(int seed, int run, params ReadOnlySpan<double?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] is { } value && !double.IsFinite(value))
            {
                Assert.Fail($"Seed {seed}, input {run}: value {i} is {value}.");
            }
        }
    }
}
