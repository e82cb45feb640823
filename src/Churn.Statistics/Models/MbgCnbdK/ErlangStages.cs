namespace Churn.Statistics.Models.MbgCnbdK;

/// <summary>
/// The distribution of the number of stages, out of k, that are over in the running gap of a buyer alive at T. The weights are c_j =
/// Γ(r+kx+j)/(Γ(r+kx) j!)·((T−tx)/(α+T))^j, j &lt; k.
/// </summary>
internal readonly ref struct ErlangStages
{
    private ErlangStages(double sum, double meanStages, double meanHarmonic) =>
        (Sum, MeanStages, MeanHarmonic) = (sum, meanStages, meanHarmonic);

    internal double Sum { get; }

    /// <summary>E[j].</summary>
    internal double MeanStages { get; }

    /// <summary>E[Σ_{i&lt;j} 1/(r+kx+i)], the derivative of ln c_j in r.</summary>
    internal double MeanHarmonic { get; }

    /// <param name="k">Number of stages of a gap.</param>
    /// <param name="shape">r + kx.</param>
    /// <param name="ratio">(T − tx)/(α + T).</param>
    /// <param name="weights">Receives the unnormalised c_j; may be empty.</param>
    internal static ErlangStages Of(int k, double shape, double ratio, Span<double> weights)
    {
        var (c, sum, stages, harmonic, sumHarmonic) = (1.0, 0.0, 0.0, 0.0, 0.0);
        for (var j = 0; j < k; j++)
        {
            if (j < weights.Length)
            {
                weights[j] = c;
            }

            sum += c;
            stages += j * c;
            sumHarmonic += harmonic * c;
            harmonic += 1 / (shape + j);
            c *= (shape + j) / (j + 1) * ratio;
        }

        return new ErlangStages(sum, stages / sum, sumHarmonic / sum);
    }
}
