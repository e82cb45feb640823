using System.Runtime.InteropServices;

namespace Churn.Domain.Reports;

/// <summary>
/// Recency, frequency and value of buyers, counted. Nearly every buyer has a row of their own (24 bytes), so a list takes less memory than
/// a dictionary.
/// </summary>
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

    /// <summary>The rows, ascending and without duplicates: equal counts give equal rows. Valid until the next row is added.</summary>
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

/// <summary>Buyers with equal recency, frequency and value.</summary>
/// <param name="DaysSinceLast">Days since the last purchase, 0 or more.</param>
/// <param name="Purchases">Purchase days, 1 or more.</param>
/// <param name="NetValue">Net value of all purchases, minor units; negative if more was refunded than bought.</param>
/// <param name="Buyers">The number of buyers, 1 or more; rows are not ordered by it.</param>
internal readonly record struct WorthRow(int DaysSinceLast, int Purchases, long NetValue, int Buyers) : IComparable<WorthRow>
{
    public int CompareTo(WorthRow other) =>
        DaysSinceLast != other.DaysSinceLast ? DaysSinceLast.CompareTo(other.DaysSinceLast)
        : Purchases != other.Purchases ? Purchases.CompareTo(other.Purchases)
        : NetValue.CompareTo(other.NetValue);
}
