namespace Churn.Statistics.Models.GammaGamma;

/// <summary>
/// Buyers grouped by number of orders averaged and mean spend, in one currency and net of refunds. Sets can be merged
/// like grouped histories.
/// </summary>
/// <remarks>
/// The papers average repeat orders only, so the count is then x and not x + 1. Taking x together with the mean over all orders is a common
/// mistake. Buyers without orders to average, or with a mean that is not positive (gifts, full refunds), are left out and counted.
/// </remarks>
public sealed class SpendHistories
{
    private readonly Dictionary<(int Count, double Mean), double> _weights = [];
    private readonly double _relativePrecision;

    /// <summary>Creates an empty set.</summary>
    /// <param name="relativePrecision">
    /// 0 to group only equal means. With a precision such as 0.001, means that agree to it are grouped, so that the size stays
    /// bounded for any number of buyers.
    /// </param>
    public SpendHistories(double relativePrecision = 0)
    {
        if (!(relativePrecision is >= 0 and <= 0.1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(relativePrecision), relativePrecision, "The precision is between 0 (exact) and 0.1.");
        }

        _relativePrecision = relativePrecision;
    }

    /// <summary>Number of buyers in the set.</summary>
    public double Buyers { get; private set; }

    /// <summary>Number of buyers left out: without an order to average, or with a mean that is not a positive number.</summary>
    public double LeftOut { get; private set; }

    /// <summary>Number of distinct groups.</summary>
    public int Count => _weights.Count;

    internal IReadOnlyDictionary<(int Count, double Mean), double> Weights => _weights;

    /// <summary>Adds a buyer, or several equal ones. Returns false if they are left out.</summary>
    /// <param name="orders">Number of orders averaged.</param>
    /// <param name="mean">Mean spend of those orders.</param>
    /// <param name="weight">Number of buyers.</param>
    public bool Add(int orders, double mean, double weight = 1)
    {
        if (!(weight > 0 && double.IsFinite(weight)))
        {
            throw new ArgumentOutOfRangeException(nameof(weight), weight, "A weight must be positive and finite.");
        }

        if (orders < 1 || !(mean is > 1e-9 and < 1e15))
        {
            LeftOut += weight;
            return false;
        }

        if (_relativePrecision > 0)
        {
            var step = Math.Log(1 + _relativePrecision);
            mean = Math.Exp(Math.Round(Math.Log(mean) / step) * step);
        }

        Buyers += weight;
        _weights[(orders, mean)] = _weights.GetValueOrDefault((orders, mean)) + weight;
        return true;
    }

    /// <summary>Adds all groups of another set.</summary>
    public void Merge(SpendHistories other)
    {
        ArgumentNullException.ThrowIfNull(other);
        foreach (var ((orders, mean), weight) in other._weights.ToArray())
        {
            Add(orders, mean, weight);
        }

        LeftOut += other.LeftOut;
    }

    /// <summary>
    /// Correlation of the number of orders and their mean spend; null with fewer than three buyers or if either is constant. The model
    /// assumes zero. On CDNOW it is about 0.11. If it is much larger, expected spend times expected orders is biased.
    /// </summary>
    public double? CorrelationWithFrequency()
    {
        var (meanCount, meanSpend) = (0.0, 0.0);
        foreach (var ((orders, mean), weight) in _weights)
        {
            meanCount += weight * orders / Buyers;
            meanSpend += weight * mean / Buyers;
        }

        var (xx, yy, xy) = (0.0, 0.0, 0.0);
        foreach (var ((orders, mean), weight) in _weights)
        {
            var (x, y) = (orders - meanCount, mean - meanSpend);
            xx += weight * x * x;
            yy += weight * y * y;
            xy += weight * x * y;
        }

        return Buyers >= 3 && xx > 1e-12 * meanCount && yy > 1e-24 * meanSpend * meanSpend * Buyers
            ? Math.Clamp(xy / Math.Sqrt(xx) / Math.Sqrt(yy), -1, 1)
            : null;
    }
}
