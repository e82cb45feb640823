namespace Churn.Functions.Events;

/// <summary>That a shop's outboxes are being looked through, in so many ranges.</summary>
public sealed record SweepStarted(string Shop, int Ranges);
