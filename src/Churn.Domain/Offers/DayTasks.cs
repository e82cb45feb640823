using System.Collections.Immutable;

namespace Churn.Domain.Offers;

/// <summary>To whom a day's tasks are given, chosen once: whoever works on them later, or at the same time, keeps to it.</summary>
/// <param name="AsOf">The shop's day.</param>
/// <param name="Chosen">Offer ids, held-out ones included, highest value at risk first.</param>
public sealed record DayTasks(DateOnly AsOf, ImmutableArray<string> Chosen)
{
    /// <summary>A row's column holds so many ids.</summary>
    public const int MaxChosen = 450;

    /// <summary>The store's mark of the row that was read; null for a day not yet written.</summary>
    public string? ETag { get; init; }
}
