using System.Collections.Immutable;
using Churn.Domain.Buyers;

namespace Churn.Domain.Events;

/// <summary>A buyer's events that may not be out yet. It is a part of the buyer's row, so that an event is kept in the transaction that makes it true.</summary>
public sealed record Outbox
{
    /// <summary>
    /// Events a row holds at most, so that it stays under a column's limit. A buyer of whom so many are waiting is an outage of weeks: then the oldest of
    /// the labels goes, which a later one has overtaken.
    /// </summary>
    public const int MaxPending = 48;

    /// <summary>Nothing has happened.</summary>
    public static Outbox Empty { get; } = new();

    /// <summary>
    /// Number of the latest event: the moment it happened in milliseconds since 1970, or one more than the last. So it ascends over clocks that differ,
    /// and goes on ascending for a buyer whose row was gone for a while: merged into another, taken out again.
    /// </summary>
    public long Number { get; init; }

    /// <summary>In the order they happened.</summary>
    public ImmutableArray<BuyerEvent> Pending { get; init; } = [];

    /// <summary>Last day of the contract's term whose end was announced.</summary>
    public DateOnly? Announced { get; init; }

    /// <summary>With one more event.</summary>
    public Outbox Add(BuyerId buyer, string type, string? label, string data, DateTimeOffset at, DateOnly? run = null)
    {
        var number = Math.Max(Number + 1, at.ToUnixTimeMilliseconds());
        var made = new BuyerEvent { Type = type, Buyer = buyer, Number = number, At = at, Run = run, Class = label, Data = data };
        return this with { Number = number, Pending = Cut(Pending.Add(made)) };
    }

    /// <summary>Without those that are out.</summary>
    public Outbox Without(IReadOnlyCollection<BuyerEvent> published) =>
        published.Count == 0 ? this : this with { Pending = [.. Pending.Where(pending => !published.Any(gone => IsSame(gone, pending)))] };

    /// <summary>With those of a buyer who is merged into this one, before its own, for they are the older person's. May be repeated.</summary>
    public Outbox Join(Outbox leaving) => this with
    {
        Number = Math.Max(Number, leaving.Number),
        Pending = Cut([.. leaving.Pending.Where(event_ => !Holds(event_)), .. Pending]),
        Announced = leaving.Announced is { } day && !(Announced > day) ? day : Announced,
    };

    /// <summary>Whether all of the other's events wait here too.</summary>
    public bool Holds(Outbox other) => other.Pending.All(Holds);

    /// <summary>No longer counting on a nightly run to publish what is in it.</summary>
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
            pending = pending.RemoveAt(Math.Max(0, pending.IndexOf(pending.FirstOrDefault(event_ => event_.Type == EventTypes.Classified)!)));
        }

        return pending;
    }
}
