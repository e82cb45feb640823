using System.Collections.Immutable;
using Churn.Domain.Classification;
using Churn.Domain.Events;
using Churn.Domain.Feedback;
using Churn.Domain.Identities;
using Churn.Domain.Offers;
using Churn.Domain.Privacy;

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

    /// <summary>Buyers whose ledgers are being moved into this one; until none is left the facts may lack their orders.</summary>
    public ImmutableSortedSet<string> Arriving { get; init; } = [];

    /// <summary>What was said of the buyer's identifiers without an order.</summary>
    public BuyerLinks Links { get; init; } = BuyerLinks.None;

    /// <summary>Not a person: an address that several people share, with the orders that name nothing else. Nobody is merged with it.</summary>
    public bool IsSharedAddress { get; init; }

    /// <summary>Orders that are no longer this buyer's are being moved out; whoever meets the buyer finishes that first.</summary>
    public bool Splitting { get; init; }

    /// <summary>Orders were moved in or out since the facts were folded: the next to write folds the whole ledger.</summary>
    public bool Unfolded { get; init; }

    /// <summary>Identifiers of erased people, each with the instant up to which its orders are gone: none such is recorded here again.</summary>
    public ImmutableSortedDictionary<Identifier, DateTimeOffset> Erasures { get; init; } = Tombstones.None;

    /// <summary>Events of this buyer that may not be out yet.</summary>
    public Outbox Outbox { get; init; } = Outbox.Empty;

    /// <summary>Speaks for the shop: the latest NPS is 9 or 10, or a friend came on the buyer's word.</summary>
    public bool Recommends => Feedback.Nps is { IsPromoter: true } || Offered.Memos.Any(memo => memo.Redeemed);

    /// <summary>The identifiers that are this person's, by orders and links.</summary>
    public ImmutableSortedSet<Identifier> Known => Links.IsEmpty ? Facts.Identifiers : Facts.Identifiers.Union(Links.InForce.SelectMany(link => link));

    /// <summary>A row without orders, and none on their way: what the ids of a link, a shared address or people taken apart lead to. Nobody counts it.</summary>
    public bool IsNobody => Facts.Orders == 0 && Arriving.Count == 0 && !Splitting && !Unfolded;

    /// <summary>Nothing but the memory of an erasure.</summary>
    public bool IsTombstone => Erasures.Count > 0 && IsNobody;

    /// <summary>The store's mark of the row that was read; null for a buyer not yet written.</summary>
    public string? ETag { get; init; }
}
