namespace Churn.Domain.Buyers;

/// <summary>How long to wait before each look for an order that may stand in two ledgers.</summary>
public sealed record SearchWaits(IReadOnlyList<TimeSpan> Waits)
{
    /// <summary>
    /// Six days and four hours in all, less than a queue keeps a message: longer than any platform tries to deliver, and about as long as an operator
    /// has for a message that was given up.
    /// </summary>
    public static SearchWaits Usual { get; } = new([TimeSpan.FromMinutes(5), TimeSpan.FromHours(4), TimeSpan.FromDays(2), TimeSpan.FromDays(4)]);
}
