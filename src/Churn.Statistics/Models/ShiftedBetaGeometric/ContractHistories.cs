namespace Churn.Statistics.Models.ShiftedBetaGeometric;

/// <summary>Counts contracts by the renewal at which they ended, or by the renewals survived so far. Sets can be merged.</summary>
public sealed class ContractHistories
{
    /// <summary>The longest history that can be counted, renewals.</summary>
    public const int MaximumPeriods = 100_000;

    private readonly Dictionary<int, double> _ended = [];
    private readonly Dictionary<int, double> _running = [];

    /// <summary>Number of all contracts.</summary>
    public double Contracts => _ended.Values.Sum() + _running.Values.Sum();

    internal IReadOnlyDictionary<int, double> EndedAt => _ended;

    internal IReadOnlyDictionary<int, double> RunningAfter => _running;

    /// <summary>Adds contracts that were not renewed at renewal <paramref name="renewal"/> = 1, 2, …</summary>
    public void AddEnded(int renewal, double contracts = 1) => Add(_ended, renewal, 1, contracts);

    /// <summary>
    /// Adds contracts that are still running after <paramref name="renewals"/> = 0, 1, … renewals. Censoring one period
    /// too late biases both parameters.
    /// </summary>
    public void AddRunning(int renewals, double contracts = 1) => Add(_running, renewals, 0, contracts);

    /// <summary>Adds another set.</summary>
    public void Merge(ContractHistories other)
    {
        ArgumentNullException.ThrowIfNull(other);
        foreach (var (renewal, contracts) in other._ended.ToArray())
        {
            AddEnded(renewal, contracts);
        }

        foreach (var (renewals, contracts) in other._running.ToArray())
        {
            AddRunning(renewals, contracts);
        }
    }

    private static void Add(Dictionary<int, double> to, int period, int least, double contracts)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, least);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(period, MaximumPeriods);
        if (!(contracts > 0 && double.IsFinite(contracts)))
        {
            throw new ArgumentOutOfRangeException(nameof(contracts), contracts, "A number of contracts must be positive and finite.");
        }

        to[period] = to.GetValueOrDefault(period) + contracts;
    }
}
