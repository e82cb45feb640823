using System.Collections.Immutable;
using Churn.Domain.Classification;
using Churn.Domain.Events;
using Churn.Domain.Feedback;
using Churn.Domain.Identity;
using Churn.Domain.Offers;
using Churn.Domain.Shops;

namespace Churn.Domain.Buyers;

/// <summary>A buyer as the table row holds them.</summary>
public sealed record Buyer
{
    public required BuyerKey Key { get; init; }

    public required BuyerFacts Facts { get; init; }

    public required BuyerClass Class { get; init; }

    /// <summary>What the buyer was offered so far: no episode is flagged twice.</summary>
    public OfferMemory Offered { get; init; } = OfferMemory.None;

    /// <summary>The latest answers to the shop's questions.</summary>
    public BuyerFeedback Feedback { get; init; } = BuyerFeedback.None;

    /// <summary>Events of this buyer that may not be out yet.</summary>
    public Outbox Outbox { get; init; } = Outbox.Empty;

    /// <summary>Set on an alias only: the buyer into whom this one was merged. An alias has no facts; it keeps the rest until that buyer has taken it in.</summary>
    public BuyerId? MergedInto { get; init; }

    /// <summary>No order is recorded here any more, for good. What is still held here is being delivered again, to the buyers whom it names by now.</summary>
    public bool Retired { get; init; }

    /// <summary>The buyers who were merged into this one: their partitions hold some of its orders.</summary>
    public ImmutableSortedSet<BuyerId> Ledgers { get; init; } = [];

    /// <summary>Why the identifiers are this person's.</summary>
    public Evidence Evidence { get; init; } = Evidence.None;

    /// <summary>The latest tombstone that was met when the row was written. Orders placed before it are looked at more closely. Null: none.</summary>
    public DateTimeOffset? ErasedBefore { get; init; }

    /// <summary>Every partition in which orders of this buyer may lie.</summary>
    public IEnumerable<BuyerKey> Partitions => Ledgers.Add(Key.Buyer).Select(id => Key with { Buyer = id });

    /// <summary>Speaks for the shop: the latest NPS is 9 or 10, or a friend came on the buyer's word.</summary>
    public bool Recommends => Feedback.Nps is { IsPromoter: true } || Offered.Memos.Any(memo => memo.Redeemed);

    /// <summary>A row without orders: an alias, a retired row, or what is known of identifiers whose orders are elsewhere. Scans leave it out.</summary>
    public bool IsEmpty => Facts.Orders == 0;

    /// <summary>The store's mark of the row that was read; null for a buyer not yet written.</summary>
    public string? ETag { get; init; }

    /// <summary>With what another row of the same person remembers: offers, answers, and events that are not out. May be repeated.</summary>
    public Buyer Remember(Buyer other) => this with
    {
        Offered = Offered.Join(other.Offered),
        Feedback = Feedback.Join(other.Feedback),
        Outbox = Outbox.Join(other.Outbox),
    };

    /// <summary>
    /// What the row remembers of offers and answers, for the buyers that it is resettled to; after an erasure only what is younger. Its events stay with it,
    /// but their number goes on.
    /// </summary>
    internal Buyer MemorySince(DateTimeOffset? erasedBefore, Shop shop) => this with
    {
        Offered = erasedBefore is { } before ? Offered.After(shop.DayOf(before)) : Offered,
        Feedback = erasedBefore is { } limit ? Feedback.Since(limit) : Feedback,
        Outbox = Outbox.Empty with { Number = Outbox.Number },
    };

    /// <summary>An alias that has been taken in and remembers nothing but where it leads.</summary>
    internal Buyer Bare() => this with { Evidence = Evidence.None, Offered = OfferMemory.None, Feedback = BuyerFeedback.None, Outbox = Outbox.Empty };
}
