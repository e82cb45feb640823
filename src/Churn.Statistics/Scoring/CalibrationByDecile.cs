using Churn.Statistics.Uplift;

namespace Churn.Statistics.Scoring;

/// <summary>
/// Predicted and actual shares by decile of the prediction. Equal predictions are never split, so a decile can be missing.
/// </summary>
public sealed class CalibrationByDecile
{
    private readonly CalibrationGroup[] _groups;

    private CalibrationByDecile(CalibrationGroup[] groups, double? expectedError)
    {
        _groups = groups;
        ExpectedError = expectedError;
    }

    /// <summary>The deciles that contain buyers, ascending.</summary>
    public ReadOnlySpan<CalibrationGroup> Groups => _groups;

    /// <summary>
    /// Expected calibration error: the mean distance between predicted and actual share, weighted by buyers, 0 to 1 (M. P. Naeini et
    /// al. (2015), AAAI 29, with deciles instead of equal widths); null without buyers.
    /// </summary>
    public double? ExpectedError { get; }

    /// <summary>Groups the predictions.</summary>
    /// <param name="probabilities">0 to 1.</param>
    /// <param name="ordered">The outcomes; as many as <paramref name="probabilities"/>.</param>
    /// <param name="level">Two-sided level of the intervals, above 0 and below 1.</param>
    public static CalibrationByDecile Of(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> ordered, double level = 0.95)
    {
        ArgumentChecks.SameLength(ordered.Length, probabilities.Length, nameof(probabilities));
        Forecast.Check(probabilities, 1, nameof(probabilities));
        var z = NormalQuantile.TwoSided(level);
        var (sorted, outcomes) = (probabilities.ToArray(), ordered.ToArray());
        Array.Sort(sorted, outcomes);
        Span<double> sums = stackalloc double[10];
        Span<int> counts = stackalloc int[10];
        Span<int> hits = stackalloc int[10];
        for (int start = 0, end; start < sorted.Length; start = end)
        {
            for (end = start + 1; end < sorted.Length && sorted[end] == sorted[start]; end++)
            {
            }

            // All buyers of a tie go into the decile that contains its middle.
            var decile = (int)(5 * ((long)start + end) / sorted.Length);
            counts[decile] += end - start;
            hits[decile] += outcomes.AsSpan(start, end - start).Count(true);
            sums[decile] += sorted[start] * (end - start);
        }

        var (groups, error) = (new List<CalibrationGroup>(10), 0.0);
        for (var decile = 0; decile < 10; decile++)
        {
            if (counts[decile] > 0)
            {
                var (lower, upper) = WilsonInterval.Limits(hits[decile], counts[decile], z);
                var mean = Math.Clamp(sums[decile] / counts[decile], 0, 1);
                groups.Add(new CalibrationGroup(
                    decile + 1, mean, new Proportion(hits[decile], counts[decile]), new ConfidenceInterval(lower, upper, level)));
                error += Math.Abs(sums[decile] - hits[decile]);
            }
        }

        return new CalibrationByDecile([.. groups], sorted.Length == 0 ? null : error / sorted.Length);
    }
}
