namespace Churn.LocalHost.Replay;

/// <summary>One line of an order file. The row counts from 1, the header not counted; a return's value is positive here.</summary>
public sealed record FileOrder(int Row, string Customer, DateTimeOffset At, bool HasTime, decimal Value, bool IsReturn, string? OrderId, int Units);
