using Churn.Statistics.Uplift;

namespace Churn.Statistics.Scoring;

/// <summary>
/// A method's forecast of the holdout for each buyer: a ranking, and optionally P(order) and the expected number of orders.
/// </summary>
public sealed class Forecast
{
    private readonly double[] _ranking;
    private readonly double[]? _probabilities;
    private readonly double[]? _orders;

    private Forecast(string name, double[] ranking, double[]? probabilities, double[]? orders)
    {
        Name = name;
        _ranking = ranking;
        _probabilities = probabilities;
        _orders = orders;
    }

    /// <summary>The method's name on the scorecard.</summary>
    public string Name { get; }

    /// <summary>Number of buyers.</summary>
    public int Count => _ranking.Length;

    /// <summary>The ranking. The higher the number, the sooner an order is expected.</summary>
    public ReadOnlySpan<double> Ranking => _ranking;

    /// <summary>Probability of at least one order in the holdout, 0 to 1; empty if the method gives none.</summary>
    public ReadOnlySpan<double> Probabilities => _probabilities;

    /// <summary>Whether there are probabilities.</summary>
    public bool HasProbabilities => _probabilities is not null;

    /// <summary>Expected orders in the holdout; empty if the method gives none.</summary>
    public ReadOnlySpan<double> Orders => _orders;

    /// <summary>Whether there are expected orders.</summary>
    public bool HasOrders => _orders is not null;

    /// <summary>
    /// Creates a model's forecast, ranked by expected orders. On most histories they rank buyers better than P(order),
    /// and far better than P(alive).
    /// </summary>
    /// <param name="name">Not empty.</param>
    /// <param name="probabilities">
    /// P(at least one order in the holdout), 0 to 1. Do not pass P(alive), which is not a probability of an order.
    /// </param>
    /// <param name="orders">Expected orders in the holdout, 0 to 10^9; as many as <paramref name="probabilities"/>.</param>
    public static Forecast Of(string name, ReadOnlySpan<double> probabilities, ReadOnlySpan<double> orders)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentChecks.SameLength(probabilities.Length, orders.Length, nameof(orders));
        Check(probabilities, 1, nameof(probabilities));
        Check(orders, 1e9, nameof(orders));
        var expected = orders.ToArray();
        return new Forecast(name, expected, probabilities.ToArray(), expected);
    }

    /// <summary>Creates a forecast that only ranks.</summary>
    /// <param name="name">Not empty.</param>
    /// <param name="ranking">Any finite numbers. The higher the number, the sooner an order is expected.</param>
    public static Forecast RankingOnly(string name, ReadOnlySpan<double> ranking)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        CheckFinite(ranking, nameof(ranking));
        return new Forecast(name, ranking.ToArray(), null, null);
    }

    internal static Forecast Baseline(string name, double[] ranking, double[]? probabilities, double[]? orders) =>
        new(name, ranking, probabilities, orders);

    internal static void Check(ReadOnlySpan<double> values, double most, string name)
    {
        foreach (var value in values)
        {
            ArgumentChecks.Between(value, 0, most, name);
        }
    }

    internal static void CheckFinite(ReadOnlySpan<double> values, string name)
    {
        foreach (var value in values)
        {
            ArgumentChecks.Between(value, double.MinValue, double.MaxValue, name);
        }
    }
}
