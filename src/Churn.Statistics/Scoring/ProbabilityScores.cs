namespace Churn.Statistics.Scoring;

/// <summary>Two proper scores of probabilities. Lower is better.</summary>
/// <param name="Brier">Mean squared error, 0 to 1: G. W. Brier (1950), Monthly Weather Review 78, 1–3.</param>
/// <param name="LogLoss">
/// Mean of −ln of the probability of the actual outcome, 0 to 34.6 nats: I. J. Good (1952), Journal of the Royal Statistical Society
/// B 14, 107–114.
/// </param>
/// <param name="Cut">
/// Number of probabilities of 0 or 1 that were wrong and were set to <see cref="Smallest"/> or 1 − <see cref="Smallest"/>,
/// because their loss would be infinite.
/// </param>
public readonly record struct ProbabilityScores(double Brier, double LogLoss, int Cut)
{
    /// <summary>Smallest distance of probabilities from 0 and 1 in the log-loss.</summary>
    public const double Smallest = 1e-15;

    /// <summary>Computes the scores; null without buyers.</summary>
    /// <param name="probabilities">0 to 1.</param>
    /// <param name="ordered">The outcomes; as many as <paramref name="probabilities"/>.</param>
    public static ProbabilityScores? Of(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> ordered)
    {
        Uplift.ArgumentChecks.SameLength(ordered.Length, probabilities.Length, nameof(probabilities));
        Forecast.Check(probabilities, 1, nameof(probabilities));
        if (ordered.IsEmpty)
        {
            return null;
        }

        double squares = 0, losses = 0;
        var cut = 0;
        for (var i = 0; i < ordered.Length; i++)
        {
            var error = probabilities[i] - (ordered[i] ? 1 : 0);
            squares += error * error;
            losses += Loss(probabilities[i], ordered[i]);
            cut += Math.Abs(error) > 1 - Smallest ? 1 : 0;
        }

        return new ProbabilityScores(squares / ordered.Length, losses / ordered.Length, cut);
    }

    internal static double Loss(double probability, bool ordered)
    {
        var kept = Math.Clamp(probability, Smallest, 1 - Smallest);
        return -Math.Log(ordered ? kept : 1 - kept);
    }
}
