namespace Churn.Statistics.Histories;

/// <summary>Many histories as columns of equal length, one row a buyer, all in one unit of time. Owns nothing.</summary>
/// <remarks>Rows are trusted to satisfy <see cref="PurchaseHistory.IsValid"/>; fitters check them all first.</remarks>
public readonly ref struct HistoryColumns
{
    /// <summary>Columns over the caller's memory.</summary>
    public HistoryColumns(ReadOnlySpan<int> x, ReadOnlySpan<double> tx, ReadOnlySpan<double> T, TimeUnit unit)
        : this(x, tx, T, default, unit)
    {
    }

    /// <summary>Columns with a weight for each row; an empty span means a weight of one each.</summary>
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

    /// <summary>How many buyers a row stands for; empty for one each.</summary>
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
        new(X.Slice(start, length), Tx.Slice(start, length), T.Slice(start, length), Weights.Length == 0 ? default : Weights.Slice(start, length), Unit);

    internal double WeightOf(int row) => Weights.Length == 0 ? 1 : Weights[row];
}
