namespace Churn.Functions.Operations;

/// <summary>The answer to a rebuild: how many ranges were put on the queue; the log tells what each came to.</summary>
public sealed record RebuildStarted(string Shop, int Ranges, bool Repair);
