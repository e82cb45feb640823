namespace Churn.Statistics.Scoring;

/// <summary>
/// How well expected orders matched actual ones. The total says whether the shop's forecast was right, and the root mean square error
/// whether it was right for the single buyers. The mean absolute error alone says little, because predicting no orders at all comes close
/// to any model: see <see cref="MeanAbsoluteErrorOfZero"/>.
/// </summary>
/// <param name="Predicted">Number of orders predicted for all buyers.</param>
/// <param name="Actual">Number of actual orders.</param>
/// <param name="RelativeError">Predicted minus actual, divided by actual: −1 or more; null if there were no orders.</param>
/// <param name="MeanAbsoluteError">Mean absolute error, orders per buyer.</param>
/// <param name="MeanAbsoluteErrorOfZero">Mean absolute error of predicting no orders for all buyers.</param>
/// <param name="RootMeanSquareError">Root mean square error, orders per buyer.</param>
/// <param name="Correlation">Pearson's correlation, −1 to 1; null if either side does not vary.</param>
public readonly record struct CountScores(
    double Predicted,
    long Actual,
    double? RelativeError,
    double MeanAbsoluteError,
    double MeanAbsoluteErrorOfZero,
    double RootMeanSquareError,
    double? Correlation)
{
    /// <summary>Computes the scores; null without buyers.</summary>
    /// <param name="expected">Expected orders, 0 to 10^9.</param>
    /// <param name="actual">Actual orders, 0 or more; as many as <paramref name="expected"/>.</param>
    public static CountScores? Of(ReadOnlySpan<double> expected, ReadOnlySpan<int> actual)
    {
        Uplift.ArgumentChecks.SameLength(actual.Length, expected.Length, nameof(expected));
        Forecast.Check(expected, 1e9, nameof(expected));
        if (actual.IsEmpty)
        {
            return null;
        }

        double predicted = 0, absolute = 0, squares = 0;
        long came = 0;
        for (var i = 0; i < actual.Length; i++)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(actual[i], nameof(actual));
            var error = expected[i] - actual[i];
            predicted += expected[i];
            came += actual[i];
            absolute += Math.Abs(error);
            squares += error * error;
        }

        double n = actual.Length;
        return new CountScores(
            predicted,
            came,
            came == 0 ? null : (predicted - came) / came,
            absolute / n,
            came / n,
            Math.Sqrt(squares / n),
            CorrelationOf(expected, actual, predicted / n, came / n));
    }

    private static double? CorrelationOf(ReadOnlySpan<double> expected, ReadOnlySpan<int> actual, double meanExpected, double meanActual)
    {
        // The values themselves are compared, because rounding of the mean gives equal values a small variance.
        if (expected.IndexOfAnyExcept(expected[0]) < 0 || actual.IndexOfAnyExcept(actual[0]) < 0)
        {
            return null;
        }

        double both = 0, ofExpected = 0, ofActual = 0;
        for (var i = 0; i < actual.Length; i++)
        {
            var (left, right) = (expected[i] - meanExpected, actual[i] - meanActual);
            both += left * right;
            ofExpected += left * left;
            ofActual += right * right;
        }

        var scale = Math.Sqrt(ofExpected) * Math.Sqrt(ofActual);
        return scale > 0 ? Math.Clamp(both / scale, -1, 1) : null;
    }
}
