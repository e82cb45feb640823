namespace Churn.Statistics.Histories;

/// <summary>The models' input for a buyer: repeat purchases, their recency, and how long the buyer has been observed.</summary>
/// <remarks>
/// The observation begins with the first purchase. Orders of one day count once. A contradictory value cannot be built: 0 ≤ tx ≤ T,
/// and tx = 0 exactly when x = 0.
/// </remarks>
public readonly record struct PurchaseHistory
{
    /// <summary>The largest number of repeat purchases a history can hold.</summary>
    public const int MaximumRepeatPurchases = 10_000_000;

    /// <summary>The longest observation, in any unit.</summary>
    public const double MaximumObservation = 10_000_000;

    /// <summary>Creates a history. Throws <see cref="ArgumentException"/> if <see cref="IsValid"/> is false for it.</summary>
    /// <param name="x">Repeat purchases: purchase days minus one, 0 for a one-time buyer.</param>
    /// <param name="tx">First to last purchase; 0 when x is 0.</param>
    /// <param name="T">First purchase to the end of the observation.</param>
    /// <param name="unit">The unit of <paramref name="tx"/> and <paramref name="T"/>.</param>
    public PurchaseHistory(int x, double tx, double T, TimeUnit unit)
    {
        if (!IsValid(x, tx, T))
        {
            throw new ArgumentException($"No buyer has the history x = {x}, tx = {tx}, T = {T}.");
        }

        (X, Tx, this.T, Unit) = (x, tx, T, unit);
    }

    /// <summary>Repeat purchases, 0 for a one-time buyer.</summary>
    public int X { get; }

    /// <summary>Time from the first to the last purchase, in <see cref="Unit"/>.</summary>
    public double Tx { get; }

    /// <summary>Time from the first purchase to the end of the observation, in <see cref="Unit"/>.</summary>
    public double T { get; }

    /// <summary>The unit of the times.</summary>
    public TimeUnit Unit { get; }

    /// <summary>
    /// Whether a buyer can have this history. False for NaN, for tx &gt; T (clock skew, time zones), for x = 0 with tx &gt;
    /// 0 and for x &gt; 0 with tx = 0.
    /// </summary>
    public static bool IsValid(int x, double tx, double T) =>
        x is >= 0 and <= MaximumRepeatPurchases && tx >= 0 && tx <= T && T <= MaximumObservation && (x == 0) == (tx == 0);

    /// <summary>Builds a history from data that may be wrong.</summary>
    public static bool TryCreate(int x, double tx, double T, TimeUnit unit, out PurchaseHistory history)
    {
        var valid = IsValid(x, tx, T);
        history = valid ? new PurchaseHistory(x, tx, T, unit) : default;
        return valid;
    }

    /// <summary>The same history in another unit.</summary>
    public PurchaseHistory In(TimeUnit unit)
    {
        if (unit == Unit)
        {
            return this;
        }

        var factor = TimeUnits.Factor(Unit, unit);
        return new PurchaseHistory(X, Tx * factor, T * factor, unit);
    }
}
