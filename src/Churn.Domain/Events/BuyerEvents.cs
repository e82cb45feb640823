using Churn.Domain.Buyers;
using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.Domain.Events;

/// <summary>
/// Adds events to a buyer's outbox, if the shop has a receiver for events. The buyer of an anonymous order gets none, because no tool can
/// address them.
/// </summary>
public static class BuyerEvents
{
    private static readonly char Anonymous = new Identifier(IdentifierKind.AnonymousOrder, new string('0', 32)).ToString()[0];

    /// <summary>Adds an event if the buyer's labels changed.</summary>
    /// <param name="after">The row to write.</param>
    /// <param name="before">The previous labels; null if there were none.</param>
    /// <param name="at">The time of the event.</param>
    /// <param name="run">The business date of the nightly run that classified the buyer; null if no run did.</param>
    public static Buyer Classified(Shop shop, Buyer after, BuyerClass? before, DateTimeOffset at, DateOnly? run = null)
    {
        var (relationship, activity, priority) = before is null ? default : (before.Relationship, before.Activity, before.Priority);
        return (relationship, activity, priority) == (after.Class.Relationship, after.Class.Activity, after.Class.Priority)
            ? after
            : Add(shop, after, EventTypes.Classified, EventData.Classified(before, after), at, run);
    }

    /// <summary>Adds an event that another buyer was merged into this one.</summary>
    public static Buyer Merged(Shop shop, Buyer survivor, BuyerId from, DateTimeOffset at) =>
        IsAnonymous(from) ? survivor : Add(shop, survivor, EventTypes.Merged, EventData.Merged(from), at);

    /// <summary>Replaces all unpublished events by one that says that the person was erased. No later event carries this id.</summary>
    /// <param name="buyer">The row that held the erased data.</param>
    /// <param name="remains">Whether the person has ordered again since and now has another id.</param>
    /// <param name="at">The time of the event.</param>
    public static Buyer Redacted(Shop shop, Buyer buyer, bool remains, DateTimeOffset at) =>
        Add(shop, buyer with { Outbox = buyer.Outbox with { Pending = [] } }, EventTypes.Redacted, EventData.Redacted(remains), at);

    /// <summary>
    /// Adds an event that the buyer turned out to be several people. From now on each of them has events under an id of their own.
    /// </summary>
    public static Buyer Split(Shop shop, Buyer buyer, DateTimeOffset at) => Add(shop, buyer, EventTypes.Split, EventData.Split(), at);

    /// <summary>Adds an event that the term of the buyer's contract is about to end, once per term.</summary>
    public static Buyer ContractEnding(Shop shop, Buyer buyer, DateOnly asOf, DateTimeOffset at)
    {
        if (buyer.Facts.ContractUntil is not { } until
            || asOf > until
            || asOf < until.AddDays(-shop.ContractNoticeDays)
            || shop.ContractNoticeDays == 0
            || buyer.Outbox.Announced == until
            || !shop.TakesEvents)
        {
            return buyer;
        }

        var announced = Add(shop, buyer, EventTypes.ContractEnding, EventData.ContractEnding(buyer, until, asOf), at, asOf);
        return announced with { Outbox = announced.Outbox with { Announced = until } };
    }

    /// <summary>Adds an event that an offer or a task is due. A held-out offer gets no event, because it must not be sent.</summary>
    public static Buyer Offered(Shop shop, Buyer buyer, OfferRecord offerRecord, DateTimeOffset at) => offerRecord.HeldOut
        ? buyer
        : Add(shop, buyer, OfferKinds.IsTask(offerRecord.Kind) ? EventTypes.TaskDue : EventTypes.OfferReady, EventData.Offered(offerRecord, buyer), at);

    /// <summary>Adds an event that a waiting offer must no longer be sent. Its outcome is still determined later.</summary>
    /// <param name="offerRecord">The withdrawn offer.</param>
    /// <param name="why">One of the blocks that room Offers names.</param>
    /// <param name="at">The time of the event.</param>
    public static Buyer Withdrawn(Shop shop, Buyer buyer, OfferRecord offerRecord, string why, DateTimeOffset at) => offerRecord.HeldOut
        ? buyer
        : Add(shop, buyer, EventTypes.OfferWithdrawn, EventData.Withdrawn(offerRecord, why, buyer), at);

    /// <summary>Adds an event that an offer's outcome is known.</summary>
    public static Buyer Closed(Shop shop, Buyer buyer, OfferRecord offerRecord, OfferState state, OfferOutcome outcome, DateTimeOffset at) =>
        offerRecord.HeldOut
            ? buyer
            : Add(shop, buyer, EventTypes.OfferClosed, EventData.Closed(offerRecord, state, outcome, shop.Currency), at);

    private static Buyer Add(Shop shop, Buyer buyer, string type, string data, DateTimeOffset at, DateOnly? run = null) =>
        !shop.TakesEvents || IsAnonymous(buyer.Key.Buyer)
        ? buyer
        : buyer with { Outbox = buyer.Outbox.Add(buyer.Key.Buyer, type, buyer.Class.Relationship.ToString(), data, at, run) };

    private static bool IsAnonymous(BuyerId buyer) => buyer.Value[0] == Anonymous;
}
