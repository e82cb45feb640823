namespace Churn.Domain.Reports;

/// <summary>
/// What buyers are worth, counted. Nearly each has a row of their own, so that the rows stand packed in ascending runs, as many as there were ranges; whoever
/// asks reads all runs at once and merges as they go, and no more than a row of each is ever unpacked.
/// </summary>
internal sealed class WorthTally
{
    /// <summary>Rows that wait unpacked at most, 24 bytes each.</summary>
    private const int MostWaiting = 65_536;

    private readonly List<WorthRow> _waiting = [];
    private readonly List<byte[]> _runs = [];

    internal void Add(WorthRow row)
    {
        _waiting.Add(row);
        if (_waiting.Count == MostWaiting)
        {
            Pack();
        }
    }

    /// <summary>Adds what another counted.</summary>
    internal void Merge(WorthTally other)
    {
        other.Pack();
        _runs.AddRange(other._runs);
    }

    /// <summary>The rows, ascending and each once.</summary>
    internal IEnumerable<WorthRow> Rows() => WorthRun.Read(ToBytes());

    /// <summary>One run of all, the same bytes for equal counts.</summary>
    internal byte[] ToBytes()
    {
        Pack();
        if (_runs.Count > 1)
        {
            var merged = WorthRun.Write(Ascending());
            _runs.Clear();
            _runs.Add(merged);
        }

        return _runs.Count == 0 ? [] : _runs[0];
    }

    /// <exception cref="FormatException">The bytes are none of <see cref="ToBytes"/>.</exception>
    internal static WorthTally FromBytes(ReadOnlySpan<byte> bytes)
    {
        var (tally, run) = (new WorthTally(), bytes.ToArray());
        WorthRun.Check(run);
        tally._runs.Add(run);
        return tally;
    }

    private void Pack()
    {
        if (_waiting.Count > 0)
        {
            _waiting.Sort();
            _runs.Add(WorthRun.Write(_waiting));
            _waiting.Clear();
            _waiting.TrimExcess();
        }
    }

    private IEnumerable<WorthRow> Ascending()
    {
        var next = new PriorityQueue<IEnumerator<WorthRow>, WorthRow>();
        foreach (var run in _runs)
        {
            var rows = WorthRun.Read(run).GetEnumerator();
            if (rows.MoveNext())
            {
                next.Enqueue(rows, rows.Current);
            }
        }

        while (next.TryPeek(out var rows, out var row))
        {
            yield return row;
            if (rows.MoveNext())
            {
                next.DequeueEnqueue(rows, rows.Current);
            }
            else
            {
                next.Dequeue();
            }
        }
    }
}
