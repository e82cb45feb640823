using System.Collections.Immutable;
using Churn.Domain.Shops;

namespace Churn.Domain.Buyers;

/// <summary>A buyer as stored in their table row.</summary>
public sealed record Buyer
{
    public required BuyerKey Key { get; init; }

    public required BuyerFacts Facts { get; init; }

    public required BuyerClass Class { get; init; }

    /// <summary>The offers made so far. They keep an episode from being offered twice.</summary>
    public OfferHistory Offered { get; init; } = OfferHistory.None;

    /// <summary>The latest answers to the shop's questions.</summary>
    public BuyerFeedback Feedback { get; init; } = BuyerFeedback.None;

    /// <summary>Events of this buyer that may not be published yet.</summary>
    public Outbox Outbox { get; init; } = Outbox.Empty;

    /// <summary>
    /// Set on an alias only: the buyer that this one was merged into. An alias has no facts. It keeps offers, feedback and events until
    /// that buyer's row has taken them over.
    /// </summary>
    public BuyerId? MergedInto { get; init; }

    /// <summary>
    /// Whether the row is closed for good: it takes no further orders. Orders that it still holds are being delivered again, to the buyers
    /// that their identifiers lead to now.
    /// </summary>
    public bool Retired { get; init; }

    /// <summary>The buyers that were merged into this one. Their partitions hold some of its orders.</summary>
    public ImmutableSortedSet<BuyerId> Ledgers { get; init; } = [];

    /// <summary>Why the identifiers belong to this person.</summary>
    public Evidence Evidence { get; init; } = Evidence.None;

    /// <summary>
    /// The latest tombstone that was found when the row was written; null if there was none. Orders placed before it are checked against
    /// the erasures of their own identifiers.
    /// </summary>
    public DateTimeOffset? ErasedBefore { get; init; }

    /// <summary>All partitions that may hold orders of this buyer.</summary>
    public IEnumerable<BuyerKey> Partitions => Ledgers.Add(Key.Buyer).Select(id => Key with { Buyer = id });

    /// <summary>
    /// Whether the buyer recommends the shop: the latest NPS answer is 9 or 10, or a referral offer was redeemed by a friend.
    /// </summary>
    public bool Recommends => Feedback.Nps is { IsPromoter: true } || Offered.Records.Any(offerRecord => offerRecord.Redeemed);

    /// <summary>
    /// Whether the row has no orders. Such a row is an alias, is retired, or only keeps evidence about identifiers. Scans leave it out.
    /// </summary>
    public bool IsEmpty => Facts.Orders == 0;

    /// <summary>The ETag of the row that was read; null for a buyer that is not stored yet.</summary>
    public string? ETag { get; init; }

    /// <summary>Adds what another row of the same person remembers: offers, answers and unpublished events. Safe to repeat.</summary>
    public Buyer Remember(Buyer other) => this with
    {
        Offered = Offered.Join(other.Offered),
        Feedback = Feedback.Join(other.Feedback),
        Outbox = Outbox.Join(other.Outbox),
    };

    /// <summary>
    /// Returns the row with the offers and answers that the buyers taking over its orders receive; after an erasure, only those younger
    /// than the erasure. Events are not handed over, but their numbering continues.
    /// </summary>
    internal Buyer MemorySince(DateTimeOffset? erasedBefore, Shop shop) => this with
    {
        Offered = erasedBefore is { } before ? Offered.After(shop.DayOf(before)) : Offered,
        Feedback = erasedBefore is { } limit ? Feedback.Since(limit) : Feedback,
        Outbox = Outbox.Empty with { Number = Outbox.Number },
    };

    /// <summary>Returns an alias without its memory, for use once the surviving buyer has taken that over.</summary>
    internal Buyer Bare() => this with
    {
        Evidence = Evidence.None,
        Offered = OfferHistory.None,
        Feedback = BuyerFeedback.None,
        Outbox = Outbox.Empty,
    };
}
