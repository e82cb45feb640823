namespace Churn.Domain.Reports;

/// <summary>Recency, frequency and value in columns, one row for each buyer, expanded from the counted list.</summary>
internal sealed class WorthColumns
{
    internal WorthColumns(WorthTally worth)
    {
        DaysSinceLast = new int[worth.Rows().Sum(row => (long)row.Buyers)];
        (Purchases, NetValue) = (new int[DaysSinceLast.Length], new long[DaysSinceLast.Length]);
        var next = 0;
        foreach (var row in worth.Rows())
        {
            DaysSinceLast.AsSpan(next, row.Buyers).Fill(row.DaysSinceLast);
            Purchases.AsSpan(next, row.Buyers).Fill(row.Purchases);
            NetValue.AsSpan(next, row.Buyers).Fill(row.NetValue);
            next += row.Buyers;
        }
    }

    internal int[] DaysSinceLast { get; }

    internal int[] Purchases { get; }

    /// <summary>Minor units.</summary>
    internal long[] NetValue { get; }
}
