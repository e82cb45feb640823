namespace Churn.Statistics.Histories;

/// <summary>
/// Many histories as columns of equal length over the caller's memory, one row per buyer, all in one unit of time.
/// </summary>
/// <remarks>Rows are expected to satisfy <see cref="PurchaseHistory.IsValid"/>. Fitters check all rows first.</remarks>
public readonly ref struct HistoryColumns
{
    /// <summary>Creates columns with one buyer per row.</summary>
    public HistoryColumns(ReadOnlySpan<int> x, ReadOnlySpan<double> tx, ReadOnlySpan<double> T, TimeUnit unit)
        : this(x, tx, T, default, unit)
    {
    }

    /// <summary>Creates columns with a weight for each row. An empty span of weights means one buyer per row.</summary>
    public HistoryColumns(ReadOnlySpan<int> x, ReadOnlySpan<double> tx, ReadOnlySpan<double> T, ReadOnlySpan<double> weights, TimeUnit unit)
    {
        if (x.Length != tx.Length || x.Length != T.Length || (weights.Length != 0 && weights.Length != x.Length))
        {
            throw new ArgumentException("The columns must have the same length.");
        }

        X = x;
        Tx = tx;
        this.T = T;
        Weights = weights;
        Unit = unit;
    }

    /// <summary>Number of rows.</summary>
    public int Length => X.Length;

    /// <summary>Repeat purchases.</summary>
    public ReadOnlySpan<int> X { get; }

    /// <summary>First to last purchase.</summary>
    public ReadOnlySpan<double> Tx { get; }

    /// <summary>First purchase to the end of the observation.</summary>
    public ReadOnlySpan<double> T { get; }

    /// <summary>Number of buyers that each row stands for; empty for one each.</summary>
    public ReadOnlySpan<double> Weights { get; }

    /// <summary>The unit of all times.</summary>
    public TimeUnit Unit { get; }

    /// <summary>Whether every row is a possible history and every weight positive and finite.</summary>
    public bool AreValid()
    {
        for (var i = 0; i < X.Length; i++)
        {
            if (!PurchaseHistory.IsValid(X[i], Tx[i], T[i]))
            {
                return false;
            }
        }

        foreach (var weight in Weights)
        {
            if (!(weight > 0 && double.IsFinite(weight)))
            {
                return false;
            }
        }

        return true;
    }

    internal HistoryColumns Slice(int start, int length) =>
        new(
            X.Slice(start, length),
            Tx.Slice(start, length),
            T.Slice(start, length),
            Weights.Length == 0 ? default : Weights.Slice(start, length),
            Unit);

    internal double WeightOf(int row) => Weights.Length == 0 ? 1 : Weights[row];
}
