namespace Churn.Statistics.Models.BgBb;

/// <summary>
/// Purchases at <see cref="X"/> of <see cref="N"/> opportunities after the first purchase, the last at opportunity <see cref="Tx"/>.
/// </summary>
public readonly record struct OpportunityHistory
{
    /// <summary>Maximum number of opportunities.</summary>
    public const int MaximumOpportunities = 10_000;

    /// <summary>Creates a history. It must satisfy 0 ≤ x ≤ tx ≤ n, and tx = 0 exactly when x = 0.</summary>
    public OpportunityHistory(int x, int tx, int n)
    {
        if (x < 0 || x > tx || tx > n || n > MaximumOpportunities || (x == 0) != (tx == 0))
        {
            throw new ArgumentException($"No buyer has the history x = {x}, tx = {tx}, n = {n}.");
        }

        (X, Tx, N) = (x, tx, n);
    }

    /// <summary>Number of opportunities used.</summary>
    public int X { get; }

    /// <summary>The last opportunity used; 0 for none.</summary>
    public int Tx { get; }

    /// <summary>Number of opportunities.</summary>
    public int N { get; }
}
