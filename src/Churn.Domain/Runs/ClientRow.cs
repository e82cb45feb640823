namespace Churn.Domain.Runs;

/// <summary>A client's history, from which their value is predicted once the model is fitted.</summary>
/// <param name="X">Repeat purchase days.</param>
/// <param name="Tx">First to last, days.</param>
/// <param name="T">First to the run's date, days.</param>
/// <param name="Bin">Mean spend as <see cref="SpendTally"/> keeps it; null: nothing positive was spent in the shop's currency.</param>
internal readonly record struct ClientRow(int X, int Tx, int T, int? Bin) : IComparable<ClientRow>
{
    public int CompareTo(ClientRow other) => (X, Tx, T, Bin ?? -1).CompareTo((other.X, other.Tx, other.T, other.Bin ?? -1));
}
