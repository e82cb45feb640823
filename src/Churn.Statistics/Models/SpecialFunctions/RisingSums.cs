namespace Churn.Statistics.Models.SpecialFunctions;

/// <summary>Σ w·[ln Γ(s + n) − ln Γ(s)] over a weighted set of integers n, with two derivatives in s.</summary>
/// <remarks>
/// ln Γ(s+n) − ln Γ(s) = Σ_{j&lt;n} ln(s + j), so the sum over buyers is Σ_j W_j ln(s + j) with W_j the weight of all n &gt; j. The
/// log-gammas of a million buyers thus become as many logarithms as the largest n.
/// </remarks>
internal sealed class RisingSums
{
    /// <summary>The largest n in the table. The few buyers with a larger n are summed by log-gamma.</summary>
    private const int TableLimit = 4096;

    private readonly double[] _above;
    private readonly (int N, double Weight)[] _far;

    internal RisingSums(IReadOnlyDictionary<int, double> weights, int factor, int offset)
    {
        var largest = weights.Count == 0 ? 0 : weights.Keys.Max();
        _above = new double[(int)Math.Min(TableLimit, ((long)largest * factor) + offset)];
        var far = new List<(int, double)>();
        foreach (var (x, weight) in weights.OrderBy(pair => pair.Key))
        {
            var n = checked((x * factor) + offset);
            if (n > 0 && _above.Length > 0)
            {
                _above[Math.Min(n, _above.Length) - 1] += weight;
            }

            if (n > TableLimit)
            {
                far.Add((n, weight));
            }
        }

        for (var j = _above.Length - 2; j >= 0; j--)
        {
            _above[j] += _above[j + 1];
        }

        _far = [.. far];
    }

    internal (double Value, double First, double Second) At(double s)
    {
        var (value, first, second) = (0.0, 0.0, 0.0);
        for (var j = 0; j < _above.Length; j++)
        {
            var inverse = 1 / (s + j);
            value += _above[j] * Math.Log(s + j);
            first += _above[j] * inverse;
            second -= _above[j] * inverse * inverse;
        }

        foreach (var (n, weight) in _far)
        {
            var from = s + TableLimit;
            value += weight * GammaFunctions.LogRising(from, n - TableLimit);
            first += weight * (GammaFunctions.Digamma(s + n) - GammaFunctions.Digamma(from));
            second += weight * (GammaFunctions.Trigamma(s + n) - GammaFunctions.Trigamma(from));
        }

        return (value, first, second);
    }
}
