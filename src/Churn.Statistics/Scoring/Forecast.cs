using Churn.Statistics.Uplift;

namespace Churn.Statistics.Scoring;

/// <summary>What a method said about each buyer before the holdout: who ranks first, how likely an order is, how many orders.</summary>
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

    /// <summary>The method, as the scorecard shows it.</summary>
    public string Name { get; }

    /// <summary>How many buyers it speaks of.</summary>
    public int Count => _ranking.Length;

    /// <summary>The higher, the sooner an order is expected.</summary>
    public ReadOnlySpan<double> Ranking => _ranking;

    /// <summary>Probability of at least one order in the holdout, 0 to 1; empty when the method has none.</summary>
    public ReadOnlySpan<double> Probabilities => _probabilities;

    /// <summary>Whether there are probabilities.</summary>
    public bool HasProbabilities => _probabilities is not null;

    /// <summary>Expected orders in the holdout; empty when the method has none.</summary>
    public ReadOnlySpan<double> Orders => _orders;

    /// <summary>Whether there are expected orders.</summary>
    public bool HasOrders => _orders is not null;

    /// <summary>
    /// A model's forecast, ranked by its expected orders: on most histories they rank buyers better than P(order), and far better
    /// than P(alive).
    /// </summary>
    /// <param name="name">Not empty.</param>
    /// <param name="probabilities">
    /// P(at least one order in the holdout), 0 to 1. Not P(alive), which belongs to another day and another question.
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

    /// <summary>A forecast that only ranks.</summary>
    /// <param name="name">Not empty.</param>
    /// <param name="ranking">Any finite numbers; the higher, the sooner an order is expected.</param>
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
