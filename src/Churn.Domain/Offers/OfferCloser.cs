using Churn.Domain.Buyers;
using Churn.Domain.Events;
using Churn.Domain.Shops;

namespace Churn.Domain.Offers;

/// <summary>Looks up in the ledger what came of offers whose window has passed, for the treated and the held out by the same rule.</summary>
public sealed class OfferCloser(IBuyerStore buyers, IOfferStore offers, TimeProvider time)
{
    /// <summary>Whether there is anything to close, so that a ledger is read only then.</summary>
    public static bool HasDue(Buyer buyer, DateOnly asOf) => Due(buyer, asOf).Any() || Seconds(buyer.Offered).Any();

    /// <summary>Closes what is due and returns the buyer as their row is to be written.</summary>
    public async Task<Buyer> CloseAsync(Buyer buyer, Shop shop, DateOnly asOf, CancellationToken cancellationToken)
    {
        var (memory, told) = (buyer.Offered, buyer);
        foreach (var second in Seconds(buyer.Offered).ToList())
        {
            told = await SetAsync(shop, told, second, new OfferOutcome(asOf, 0, 0, Excluded: true), cancellationToken);
            memory = memory.With(second with { Closed = true });
        }

        var due = Due(buyer with { Offered = memory }, asOf).ToList();
        if (due.Count == 0)
        {
            return told with { Offered = memory };
        }

        var ledger = (await buyers.ReadOrdersAsync(buyer, cancellationToken)).Where(order => order.IsPurchase).ToList();
        foreach (var memo in due)
        {
            var bought = ledger.Where(order => shop.DayOf(order.PlacedAt) > memo.FlaggedOn && shop.DayOf(order.PlacedAt) <= memo.ClosesOn).ToList();
            var value = bought.Where(order => order.Currency == shop.Currency).Sum(order => order.NetValue);
            told = await SetAsync(shop, told, memo, new OfferOutcome(asOf, bought.Count, value, buyer.Offered.IsMixed(memo.Kind)), cancellationToken);
            memory = memory.With(memo with { Closed = true });
        }

        return told with { Offered = memory };
    }

    /// <summary>
    /// Lets open offers expire of a buyer who is to be sent nothing any more: consent was taken back, or an unhappy answer came. Both arms alike, and whoever
    /// was sent one already was; the outcome is looked up all the same. An event says so in the write that has the row forget it, so that a crash before tells of it at the next run.
    /// </summary>
    public async Task<Buyer> WithdrawAsync(Shop shop, Buyer buyer, OfferPolicy policy, DateOnly asOf, CancellationToken cancellationToken)
    {
        if (OfferDecider.Gate(buyer, policy, asOf) is not { } why)
        {
            return buyer;
        }

        var (memory, told) = (buyer.Offered, buyer);
        foreach (var memo in Unwelcome(buyer, asOf).ToList())
        {
            var ended = asOf.AddDays(-1);
            while (await offers.GetAsync(buyer.Key.Shop, memo.Id, cancellationToken) is { } offer && offer.ExpiresOn > ended
                && !await offers.ReplaceAsync(offer with { ExpiresOn = ended }, cancellationToken))
            {
            }

            var withdrawn = memo with { ExpiresOn = ended };
            memory = memory.With(withdrawn);
            told = BuyerEvents.Withdrawn(shop, told, withdrawn, why, time.GetUtcNow());
        }

        return told with { Offered = memory };
    }

    private static IEnumerable<OfferMemo> Unwelcome(Buyer buyer, DateOnly asOf) =>
        buyer.Offered.Memos.Where(memo => !memo.IsOver && memo.Pending is null && memo.ExpiresOn >= asOf && !OfferPolicy.IsTask(memo.Kind));

    private static IEnumerable<OfferMemo> Due(Buyer buyer, DateOnly asOf) =>
        buyer.Offered.Memos.Where(memo => !memo.IsOver && memo.Pending is null && memo.ClosesOn < asOf);

    // A merge can bring two open offers of one occasion together; the earlier one stays.
    private static IEnumerable<OfferMemo> Seconds(OfferMemory memory) => memory.Memos.Where(memo => !memo.IsOver && memo.Pending is null)
        .GroupBy(memo => memo.EpisodeKey)
        .SelectMany(group => group.OrderBy(memo => memo.FlaggedOn).ThenBy(memo => memo.Of).Skip(1));

    // Told also when a crash came between the offer's row and the buyer's: what the offer's row says already is what is told.
    private async Task<Buyer> SetAsync(Shop shop, Buyer buyer, OfferMemo memo, OfferOutcome outcome, CancellationToken cancellationToken)
    {
        while (await offers.GetAsync(shop.Id, memo.Id, cancellationToken) is { } offer)
        {
            if (offer.Outcome is { } known)
            {
                return BuyerEvents.Closed(shop, buyer, memo, offer.State, known, time.GetUtcNow());
            }

            var state = offer.State switch
            {
                OfferState.Redeemed => OfferState.Redeemed,
                _ when outcome.Excluded && outcome.Orders == 0 && offer.State != OfferState.Sent => OfferState.Closed,
                OfferState.HeldOut => OfferState.HeldOut,
                OfferState.Ready => OfferState.Expired,
                _ => OfferState.Closed,
            };
            if (await offers.ReplaceAsync(offer with { Outcome = outcome, State = state }, cancellationToken))
            {
                return BuyerEvents.Closed(shop, buyer, memo, state, outcome, time.GetUtcNow());
            }
        }

        return buyer;
    }
}
