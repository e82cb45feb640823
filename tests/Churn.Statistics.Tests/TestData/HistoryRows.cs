using Churn.Statistics.Histories;

namespace Churn.Statistics.Tests.TestData;

/// <summary>Collects histories as columns of its own memory.</summary>
internal sealed class HistoryRows(TimeUnit unit)
{
    private readonly List<int> _x = [];
    private readonly List<double> _tx = [];
    private readonly List<double> _observed = [];

    internal int Count => _x.Count;

    private readonly List<double> _logGaps = [];

    internal HistoryColumns Columns => new(_x.ToArray(), _tx.ToArray(), _observed.ToArray(), unit);

    internal PurchaseHistory this[int row] => new(_x[row], _tx[row], _observed[row], unit);

    internal void Add(int x, double tx, double T, double logGaps = 0)
    {
        _x.Add(x);
        _tx.Add(tx);
        _observed.Add(T);
        _logGaps.Add(logGaps);
    }

    internal GroupedHistories Grouped()
    {
        var groups = new GroupedHistories(unit);
        for (var i = 0; i < Count; i++)
        {
            groups.Add(this[i], 1, _logGaps[i]);
        }

        return groups;
    }
}
