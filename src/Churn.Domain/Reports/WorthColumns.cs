namespace Churn.Domain.Reports;

/// <summary>Recency, frequency and value of every buyer, one row each: what the counted list stands for.</summary>
internal sealed class WorthColumns
{
    internal WorthColumns(ReportTally tally)
    {
        var counts = tally.All(TallySection.Worth);
        DaysSinceLast = new int[counts.Sum(pair => pair.Value)];
        (Purchases, NetValue) = (new int[DaysSinceLast.Length], new long[DaysSinceLast.Length]);
        var next = 0;
        foreach (var (key, buyers) in counts)
        {
            DaysSinceLast.AsSpan(next, (int)buyers).Fill((int)key.A);
            Purchases.AsSpan(next, (int)buyers).Fill((int)key.B);
            NetValue.AsSpan(next, (int)buyers).Fill(key.C);
            next += (int)buyers;
        }
    }

    internal int[] DaysSinceLast { get; }

    internal int[] Purchases { get; }

    /// <summary>Minor units.</summary>
    internal long[] NetValue { get; }
}
