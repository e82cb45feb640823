using System.Runtime.CompilerServices;

namespace Churn.Statistics.Uplift;

internal static class ArgumentChecks
{
    /// <summary>Checks a range. The accepted range is tested, because NaN would pass tests of the rejected one.</summary>
    internal static double Between(double value, double low, double high, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value >= low && value <= high
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"Must be a number from {low} to {high}.");

    internal static double StrictlyBetween(
        double value, double low, double high, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value > low && value < high
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"Must be a number above {low} and below {high}.");

    internal static void SameLength(int expected, int actual, string name)
    {
        if (expected != actual)
        {
            throw new ArgumentException($"It has {actual} items; {expected} were expected.", name);
        }
    }
}
