using System.Collections.Immutable;
using Churn.Domain.Shops;

namespace Churn.Domain.Buyers;

/// <summary>
/// A buyer's events that may not be published yet. The outbox is part of the buyer's row, so that an event is stored in the same
/// transaction as the change that it reports.
/// </summary>
public sealed record Outbox
{
    /// <summary>
    /// Maximum number of events in a row, so that the column stays under its size limit. Only an outage of weeks makes so many events wait
    /// for one buyer. Then the oldest change of labels is dropped, because a later one replaces it.
    /// </summary>
    public const int MaxPending = 48;

    /// <summary>An outbox without events.</summary>
    public static Outbox Empty { get; } = new();

    /// <summary>
    /// Number of the latest event: its time in milliseconds since 1970, or one more than the previous number if that is greater. Numbers
    /// ascend even if the workers' clocks differ, and also when a buyer was merged into another and split off again.
    /// </summary>
    public long Number { get; init; }

    /// <summary>The events, oldest first.</summary>
    public ImmutableArray<BuyerEvent> Pending { get; init; } = [];

    /// <summary>
    /// The last day of the contract term for which a <see cref="EventTypes.ContractEnding"/> event was made; null for none.
    /// </summary>
    public DateOnly? Announced { get; init; }

    /// <summary>Returns the outbox with one more event.</summary>
    public Outbox Add(BuyerId buyer, string type, string? label, string data, DateTimeOffset at, DateOnly? run = null)
    {
        var number = Math.Max(Number + 1, at.ToUnixTimeMilliseconds());
        var made = new BuyerEvent { Type = type, Buyer = buyer, Number = number, At = at, Run = run, Class = label, Data = data };
        return this with { Number = number, Pending = Cut(Pending.Add(made)) };
    }

    /// <summary>Returns the outbox without the published events.</summary>
    public Outbox Without(IReadOnlyCollection<BuyerEvent> published) =>
        published.Count == 0 ? this : this with { Pending = [.. Pending.Where(pending => !published.Any(gone => IsSame(gone, pending)))] };

    /// <summary>
    /// Returns the outbox with the events of a buyer that is merged into this one, placed before its own. Safe to repeat.
    /// </summary>
    public Outbox Join(Outbox leaving) => this with
    {
        Number = Math.Max(Number, leaving.Number),
        Pending = Cut([.. leaving.Pending.Where(event_ => !Holds(event_)), .. Pending]),
        Announced = leaving.Announced is { } day && !(Announced > day) ? day : Announced,
    };

    /// <summary>Whether this outbox holds all events of the other.</summary>
    public bool Holds(Outbox other) => other.Pending.All(Holds);

    /// <summary>Returns the outbox with events that no longer count as published once a nightly run finishes.</summary>
    public Outbox LeftByRun() => this with { Pending = [.. Pending.Select(pending => pending with { Run = null })] };

    public bool Equals(Outbox? other) =>
        other is not null && Number == other.Number && Announced == other.Announced && Pending.SequenceEqual(other.Pending);

    public override int GetHashCode() => HashCode.Combine(Number, Pending.Length);

    private bool Holds(BuyerEvent other) => Pending.Any(pending => IsSame(pending, other));

    private static bool IsSame(BuyerEvent one, BuyerEvent other) => one.Buyer == other.Buyer && one.Number == other.Number;

    private static ImmutableArray<BuyerEvent> Cut(ImmutableArray<BuyerEvent> pending)
    {
        while (pending.Length > MaxPending)
        {
            var oldest = pending.FirstOrDefault(event_ => event_.Type == EventTypes.Classified);
            pending = pending.RemoveAt(Math.Max(0, pending.IndexOf(oldest!)));
        }

        return pending;
    }
}
