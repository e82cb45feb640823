namespace Churn.Domain.Poison;

/// <summary>A message that waits in a poison queue.</summary>
/// <param name="Id">The storage's id of it.</param>
/// <param name="Age">Since it was given up.</param>
/// <param name="Kept">A copy is in the table: it can no longer be lost.</param>
public readonly record struct PoisonAlert(string Id, TimeSpan Age, bool Kept);
