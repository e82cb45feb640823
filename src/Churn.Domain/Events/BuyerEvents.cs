using Churn.Domain.Buyers;
using Churn.Domain.Classification;
using Churn.Domain.Identities;
using Churn.Domain.Offers;
using Churn.Domain.Shops;

namespace Churn.Domain.Events;

/// <summary>
/// Puts what became true of a buyer into their outbox, if anything takes the shop's events. An anonymous order's buyer cannot be addressed by any tool,
/// so no event tells of them.
/// </summary>
public static class BuyerEvents
{
    private static readonly char Anonymous = new Identifier(IdentifierKind.AnonymousOrder, new string('0', 32)).ToString()[0];

    /// <summary>The buyer as they are now, and that their labels changed, if they did.</summary>
    /// <param name="shop">The buyer's shop.</param>
    /// <param name="after">As they are to be written.</param>
    /// <param name="before">The labels so far; null: none.</param>
    /// <param name="at">Now.</param>
    /// <param name="run">The business date, when a nightly run classified them.</param>
    public static Buyer Classified(Shop shop, Buyer after, BuyerClass? before, DateTimeOffset at, DateOnly? run = null)
    {
        var (relationship, activity, priority) = before is null ? default : (before.Relationship, before.Activity, before.Priority);
        return (relationship, activity, priority) == (after.Class.Relationship, after.Class.Activity, after.Class.Priority)
            ? after
            : Add(shop, after, EventTypes.Classified, EventData.Classified(before, after), at, run);
    }

    /// <summary>Another buyer was merged into this one.</summary>
    public static Buyer Merged(Shop shop, Buyer survivor, BuyerId from, DateTimeOffset at) =>
        IsAnonymous(from) ? survivor : Add(shop, survivor, EventTypes.Merged, EventData.Merged(from), at);

    /// <summary>The person was erased: nothing else is told under this id any more.</summary>
    /// <param name="shop">The buyer's shop.</param>
    /// <param name="buyer">The row that held what was erased.</param>
    /// <param name="remains">The person has been heard of since, and is told of under another id.</param>
    /// <param name="at">Now.</param>
    public static Buyer Redacted(Shop shop, Buyer buyer, bool remains, DateTimeOffset at) =>
        Add(shop, buyer with { Outbox = buyer.Outbox with { Pending = [] } }, EventTypes.Redacted, EventData.Redacted(remains), at);

    /// <summary>The buyer turned out to be several people. Each of them is told of under an id of their own from now on.</summary>
    public static Buyer Split(Shop shop, Buyer buyer, DateTimeOffset at) => Add(shop, buyer, EventTypes.Split, EventData.Split(), at);

    /// <summary>That the term of the buyer's contract is about to end, once a term.</summary>
    public static Buyer ContractEnding(Shop shop, Buyer buyer, DateOnly asOf, DateTimeOffset at)
    {
        if (buyer.Facts.ContractUntil is not { } until || asOf > until || asOf < until.AddDays(-shop.ContractNoticeDays) || shop.ContractNoticeDays == 0 || buyer.Outbox.Announced == until || !shop.TakesEvents)
        {
            return buyer;
        }

        var announced = Add(shop, buyer, EventTypes.ContractEnding, EventData.ContractEnding(buyer, until, asOf), at, asOf);
        return announced with { Outbox = announced.Outbox with { Announced = until } };
    }

    /// <summary>An offer or a task waits. What is held out is never told: nobody is to send it.</summary>
    public static Buyer Offered(Shop shop, Buyer buyer, OfferMemo memo, DateTimeOffset at) => memo.HeldOut
        ? buyer
        : Add(shop, buyer, OfferPolicy.IsTask(memo.Kind) ? EventTypes.TaskDue : EventTypes.OfferReady, EventData.Offered(memo, buyer), at);

    /// <summary>An offer that waits is not to be sent any more. Its outcome is still to come.</summary>
    /// <param name="shop">The buyer's shop.</param>
    /// <param name="buyer">The buyer to whom it was made.</param>
    /// <param name="memo">As it is from now on.</param>
    /// <param name="why">One of <see cref="OfferBlocks"/>.</param>
    /// <param name="at">Now.</param>
    public static Buyer Withdrawn(Shop shop, Buyer buyer, OfferMemo memo, string why, DateTimeOffset at) => memo.HeldOut
        ? buyer
        : Add(shop, buyer, EventTypes.OfferWithdrawn, EventData.Withdrawn(memo, why, buyer), at);

    /// <summary>An offer's outcome is known.</summary>
    public static Buyer Closed(Shop shop, Buyer buyer, OfferMemo memo, OfferState state, OfferOutcome outcome, DateTimeOffset at) => memo.HeldOut
        ? buyer
        : Add(shop, buyer, EventTypes.OfferClosed, EventData.Closed(memo, state, outcome, shop.Currency), at);

    private static Buyer Add(Shop shop, Buyer buyer, string type, string data, DateTimeOffset at, DateOnly? run = null) =>
        !shop.TakesEvents || IsAnonymous(buyer.Key.Buyer)
        ? buyer
        : buyer with { Outbox = buyer.Outbox.Add(buyer.Key.Buyer, type, buyer.Class.Relationship.ToString(), data, at, run) };

    private static bool IsAnonymous(BuyerId buyer) => buyer.Value[0] == Anonymous;
}
