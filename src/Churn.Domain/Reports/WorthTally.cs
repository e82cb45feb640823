using System.Runtime.InteropServices;

namespace Churn.Domain.Reports;

/// <summary>What buyers are worth, counted. Nearly each buyer has a row of their own, 24 bytes, so a list takes less memory than a dictionary.</summary>
internal sealed class WorthTally
{
    private readonly List<WorthRow> _rows = [];
    private bool _inOrder = true;

    internal void Add(WorthRow row)
    {
        _rows.Add(row);
        _inOrder = false;
    }

    internal void AddRange(IReadOnlyCollection<WorthRow> rows)
    {
        _rows.AddRange(rows);
        _inOrder = false;
    }

    /// <summary>The rows, ascending and each once: the same for equal counts. Valid until the next is added.</summary>
    internal IReadOnlyList<WorthRow> Rows()
    {
        if (!_inOrder && _rows.Count > 0)
        {
            _rows.Sort();
            JoinEqualNeighbours();
            _inOrder = true;
        }

        return _rows;
    }

    private void JoinEqualNeighbours()
    {
        var rows = CollectionsMarshal.AsSpan(_rows);
        var last = 0;
        foreach (var row in rows[1..])
        {
            if (row.CompareTo(rows[last]) == 0)
            {
                rows[last] = row with { Buyers = checked(rows[last].Buyers + row.Buyers) };
            }
            else
            {
                rows[++last] = row;
            }
        }

        CollectionsMarshal.SetCount(_rows, last + 1);
    }
}
