using Churn.Domain.Buyers;
using Churn.Domain.Events;
using Churn.Domain.Labels.Policies;
using Churn.Domain.Shops;

namespace Churn.Domain.Offers;

/// <summary>
/// Closes offers whose window has passed: looks up in the ledger what the buyer bought, by the same rule for treated and held-out buyers.
/// </summary>
public sealed class OfferCloser(IBuyerStore buyers, IOfferStore offers, TimeProvider time)
{
    /// <summary>Whether the buyer has an offer to close. Only then does <see cref="CloseAsync"/> read the ledger.</summary>
    public static bool HasDue(Buyer buyer, DateOnly asOf) => Due(buyer, asOf).Any() || Seconds(buyer.Offered).Any();

    /// <summary>Closes the offers that are due and returns the buyer as the row is to be written.</summary>
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
        foreach (var offerRecord in due)
        {
            var bought = ledger
                .Where(order => shop.DayOf(order.PlacedAt) > offerRecord.FlaggedOn && shop.DayOf(order.PlacedAt) <= offerRecord.ClosesOn).ToList();
            var value = bought.Where(order => order.Currency == shop.Currency).Sum(order => order.NetValue);
            var outcome = new OfferOutcome(asOf, bought.Count, value, buyer.Offered.IsMixed(offerRecord.Kind));
            told = await SetAsync(shop, told, offerRecord, outcome, cancellationToken);
            memory = memory.With(offerRecord with { Closed = true });
        }

        return told with { Offered = memory };
    }

    /// <summary>
    /// Ends the open offers of a buyer to whom nothing may be sent any more, because consent was withdrawn or an unhappy answer came. Both
    /// arms are treated alike, an offer that was already sent included, and the outcome is still looked up when the window has passed. The
    /// write that records the end in the buyer's row also adds the event, so after a crash before that write the next run adds the event.
    /// </summary>
    public async Task<Buyer> WithdrawAsync(Shop shop, Buyer buyer, OfferPolicy policy, DateOnly asOf, CancellationToken cancellationToken)
    {
        if (OfferDecider.Gate(buyer, policy, asOf) is not { } why)
        {
            return buyer;
        }

        var (memory, told) = (buyer.Offered, buyer);
        foreach (var offerRecord in Unwelcome(buyer, asOf).ToList())
        {
            var ended = asOf.AddDays(-1);
            while (await offers.GetAsync(buyer.Key.Shop, offerRecord.Id, cancellationToken) is { } offer && offer.ExpiresOn > ended
                && !await offers.ReplaceAsync(offer with { ExpiresOn = ended }, cancellationToken))
            {
            }

            var withdrawn = offerRecord with { ExpiresOn = ended };
            memory = memory.With(withdrawn);
            told = BuyerEvents.Withdrawn(shop, told, withdrawn, why, time.GetUtcNow());
        }

        return told with { Offered = memory };
    }

    private static IEnumerable<OfferRecord> Unwelcome(Buyer buyer, DateOnly asOf) =>
        buyer.Offered.Records.Where(offerRecord => !offerRecord.IsOver && offerRecord.Pending is null && offerRecord.ExpiresOn >= asOf && !OfferKinds.IsTask(offerRecord.Kind));

    private static IEnumerable<OfferRecord> Due(Buyer buyer, DateOnly asOf) =>
        buyer.Offered.Records.Where(offerRecord => !offerRecord.IsOver && offerRecord.Pending is null && offerRecord.ClosesOn < asOf);

    // A merge can bring together two open offers of one occasion; the earlier one stays.
    private static IEnumerable<OfferRecord> Seconds(OfferHistory memory) => memory.Records.Where(offerRecord => !offerRecord.IsOver && offerRecord.Pending is null)
        .GroupBy(offerRecord => offerRecord.EpisodeKey)
        .SelectMany(group => group.OrderBy(offerRecord => offerRecord.FlaggedOn).ThenBy(offerRecord => offerRecord.Of).Skip(1));

    // If the offer's row already has an outcome, a worker crashed before it wrote the buyer's row: the event then tells that outcome.
    private async Task<Buyer> SetAsync(Shop shop, Buyer buyer, OfferRecord offerRecord, OfferOutcome outcome, CancellationToken cancellationToken)
    {
        while (await offers.GetAsync(shop.Id, offerRecord.Id, cancellationToken) is { } offer)
        {
            if (offer.Outcome is { } known)
            {
                return BuyerEvents.Closed(shop, buyer, offerRecord, offer.State, known, time.GetUtcNow());
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
                return BuyerEvents.Closed(shop, buyer, offerRecord, state, outcome, time.GetUtcNow());
            }
        }

        return buyer;
    }
}
