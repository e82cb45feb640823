using Churn.Domain.Classification;
using Churn.Domain.Events;
using Churn.Domain.Messages;
using Churn.Domain.Offers;
using Churn.Domain.Orders;
using Churn.Domain.Privacy;
using Churn.Domain.Shops;

namespace Churn.Domain.Buyers;

/// <summary>Brings a buyer's row in line with their ledger: facts by a whole fold, and the labels that follow.</summary>
public sealed class BuyerSettler(IBuyerStore buyers, IShopDirectory shops, IRulebooks rulebooks, IMessageQueues queues, TimeProvider time)
{
    /// <summary>By then whoever had a row settled has published what came of it, or has died.</summary>
    private static readonly TimeSpan PublishedBy = TimeSpan.FromMinutes(1);

    /// <summary>The shop, which must be configured.</summary>
    /// <exception cref="InvalidOperationException">It is not; the message names the setting.</exception>
    public Shop ShopOf(ShopId id) => shops.Find(id) ?? throw new InvalidOperationException($"Shop {id} is not configured: set Shops:{id}.");

    /// <summary>What the shop's labels go by today.</summary>
    public ValueTask<Rulebook> RulebookAsync(ShopId shop, CancellationToken cancellationToken) => rulebooks.ForAsync(ShopOf(shop), cancellationToken);

    /// <summary>A buyer of whom nothing is known yet.</summary>
    public ValueTask<Buyer> NobodyAsync(BuyerKey key, CancellationToken cancellationToken) =>
        MakeAsync(new LocatedBuyer(key, null), BuyerFacts.None, cancellationToken);

    /// <summary>The buyer's row with these facts, classified for today; if that changes the labels, an event says so.</summary>
    public async ValueTask<Buyer> MakeAsync(LocatedBuyer located, BuyerFacts facts, CancellationToken cancellationToken) =>
        Make(located, facts, await RulebookAsync(located.Key.Shop, cancellationToken));

    /// <inheritdoc cref="MakeAsync" />
    public Buyer Make(LocatedBuyer located, BuyerFacts facts, Rulebook rulebook)
    {
        var now = time.GetUtcNow();
        var labels = Classifier.Classify(facts, rulebook, ShopOf(located.Key.Shop).DayOf(now));
        var made = located.Buyer is { } buyer
            ? buyer with { Facts = facts, Class = labels, Unfolded = false, Erasures = buyer.Erasures.Join(located.Erasures) }
            : new Buyer { Key = located.Key, Facts = facts, Class = labels, Erasures = located.Erasures };
        return BuyerEvents.Classified(ShopOf(located.Key.Shop), made, located.Buyer?.Class, now);
    }

    /// <summary>The row as it is about to be written, with the offers that do not wait for the night.</summary>
    public async ValueTask<Buyer> OfferAsync(Buyer row, CancellationToken cancellationToken) =>
        Offer(row, await RulebookAsync(row.Key.Shop, cancellationToken));

    private Buyer Offer(Buyer row, Rulebook rulebook)
    {
        var shop = ShopOf(row.Key.Shop);
        var today = shop.DayOf(time.GetUtcNow());
        return OffersAtOnce.Remember(row, row.Class.AsOf == today ? row.Class : Classifier.Classify(row.Facts, rulebook, today), shop, rulebook);
    }

    /// <summary>The fold of a whole ledger, some entries of it as they are about to be.</summary>
    public async Task<BuyerFacts> FoldAsync(BuyerKey key, IReadOnlyCollection<LedgerEntry> changed, CancellationToken cancellationToken)
    {
        var ledger = changed.Select(entry => entry.Effective).ToList();
        var known = changed.Select(entry => entry.Order.Id).ToHashSet(StringComparer.Ordinal);
        await foreach (var row in buyers.ReadLedgerAsync(key, cancellationToken))
        {
            if (!known.Contains(row.Entry.Order.Id))
            {
                ledger.Add(row.Entry.Effective);
            }
        }

        return BuyerFold.Fold(ledger, ShopOf(key.Shop));
    }

    /// <summary>Folds the ledger of a buyer anew and writes the row. False: the race was lost, or nobody is there.</summary>
    /// <param name="key">Whose.</param>
    /// <param name="change">What else is to be changed; told the time.</param>
    /// <param name="cancellationToken">Stops between two requests.</param>
    public async Task<bool> SettleAsync(BuyerKey key, Func<Buyer, DateTimeOffset, Buyer> change, CancellationToken cancellationToken)
    {
        if ((await buyers.GetAsync(key, cancellationToken)).Buyer is not { } row)
        {
            return false;
        }

        var facts = await FoldAsync(key, [], cancellationToken);
        var settled = change(await MakeAsync(new LocatedBuyer(key, row), facts, cancellationToken), time.GetUtcNow());
        await AnnounceAsync(settled, row.Outbox, cancellationToken);
        return await buyers.WriteAsync(new BuyerChange { Buyer = settled }, cancellationToken) == WriteResult.Written;
    }

    /// <summary>
    /// Has events published that a row is about to hold and whose maker does not publish them. Said before the row is written: a worker who dies in
    /// between leaves a look that finds nothing, not an event that nobody looks for.
    /// </summary>
    public async Task AnnounceAsync(Buyer row, Outbox before, CancellationToken cancellationToken)
    {
        if (!before.Holds(row.Outbox))
        {
            await queues.SendAsync(new OutboxMessage { Shop = row.Key.Shop, Buyer = row.Key.Buyer }, PublishedBy, cancellationToken);
        }
    }
}
