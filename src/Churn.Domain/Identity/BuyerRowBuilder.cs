using Churn.Domain.Buyers;
using Churn.Domain.Events;
using Churn.Domain.Labels;
using Churn.Domain.Messages;
using Churn.Domain.Offers;
using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.Domain.Identity;

/// <summary>Brings a buyer's row in line with the buyer's ledger: folds the whole ledger and classifies the facts.</summary>
public sealed class BuyerRowBuilder(IBuyerStore buyers, IShopDirectory shops, IRulebooks rulebooks, IMessageQueues queues, TimeProvider time)
{
    /// <summary>How long to wait for a row that is about to be written.</summary>
    private static readonly TimeSpan PublishedBy = TimeSpan.FromMinutes(1);

    /// <summary>Returns the shop.</summary>
    /// <exception cref="InvalidOperationException">The shop is not configured; the message names the setting.</exception>
    public Shop ShopOf(ShopId id) =>
        shops.Get(id);

    /// <summary>Returns today's date in the shop's time zone.</summary>
    public DateOnly TodayOf(Shop shop) => shop.DayOf(time.GetUtcNow());

    /// <summary>Returns the policy and model that the shop's labels are based on today.</summary>
    public ValueTask<Rulebook> RulebookAsync(ShopId shop, CancellationToken cancellationToken) =>
        rulebooks.ForAsync(ShopOf(shop), cancellationToken);

    /// <summary>Returns a buyer without orders, not stored yet.</summary>
    public async ValueTask<Buyer> EmptyAsync(BuyerKey key, CancellationToken cancellationToken)
    {
        var (shop, rulebook) = (ShopOf(key.Shop), await RulebookAsync(key.Shop, cancellationToken));
        return new Buyer
        {
            Key = key,
            Facts = BuyerFacts.None,
            Class = Classifier.Classify(BuyerFacts.None, rulebook, shop.DayOf(time.GetUtcNow())),
        };
    }

    /// <summary>Returns the row with the given facts, classified for today. If the labels change, an event is added.</summary>
    /// <param name="row">The row to write, complete but for facts and labels.</param>
    /// <param name="before">The row as it was read; null if there was none.</param>
    /// <param name="facts">The fold of the buyer's ledger.</param>
    public async ValueTask<Buyer> MakeAsync(Buyer row, Buyer? before, BuyerFacts facts, CancellationToken cancellationToken) =>
        Make(row, before, facts, await RulebookAsync(row.Key.Shop, cancellationToken));

    /// <inheritdoc cref="MakeAsync" />
    public Buyer Make(Buyer row, Buyer? before, BuyerFacts facts, Rulebook rulebook)
    {
        var (now, shop) = (time.GetUtcNow(), ShopOf(row.Key.Shop));
        var made = row with { Facts = facts, Class = Classifier.Classify(facts, rulebook, shop.DayOf(now)) };
        return BuyerEvents.Classified(shop, made, before?.Class, now);
    }

    /// <summary>Returns the row with an event that says that another buyer was merged into it.</summary>
    public Buyer Merged(Buyer row, BuyerId from) => BuyerEvents.Merged(ShopOf(row.Key.Shop), row, from, time.GetUtcNow());

    /// <summary>Returns the row closed, because its orders are about to be delivered again to other buyers.</summary>
    internal static Buyer Retired(Buyer row) => row with { Retired = true, Facts = BuyerFacts.None };

    /// <summary>
    /// Returns a retired row without its memory, once its orders were delivered again. It keeps only its events, among them the one that
    /// reports the split or the erasure.
    /// </summary>
    /// <param name="row">The row as it was read.</param>
    /// <param name="erasedBefore">The tombstone that was found; null if the buyer was split, not erased.</param>
    /// <param name="remains">Whether some orders were delivered to another buyer.</param>
    public Buyer Forgotten(Buyer row, DateTimeOffset? erasedBefore, bool remains)
    {
        var (shop, now) = (ShopOf(row.Key.Shop), time.GetUtcNow());
        var bare = row.Bare() with { Outbox = row.Outbox };
        return erasedBefore is null ? BuyerEvents.Split(shop, bare, now) : BuyerEvents.Redacted(shop, bare, remains, now);
    }

    /// <summary>Adds the offers that are made at once, not in the nightly run, to a row that is about to be written.</summary>
    public async ValueTask<Buyer> OfferAsync(Buyer row, CancellationToken cancellationToken) =>
        Offer(row, await RulebookAsync(row.Key.Shop, cancellationToken));

    private Buyer Offer(Buyer row, Rulebook rulebook)
    {
        var shop = ShopOf(row.Key.Shop);
        var today = shop.DayOf(time.GetUtcNow());
        var labels = row.Class.AsOf == today ? row.Class : Classifier.Classify(row.Facts, rulebook, today);
        return ImmediateOffers.Remember(row, labels, shop, rulebook);
    }

    /// <summary>Folds a buyer's whole ledger, with one entry joined in that is about to be written.</summary>
    public async Task<BuyerFacts> FoldAsync(Buyer buyer, LedgerEntry changed, CancellationToken cancellationToken)
    {
        var entries = await buyers.GatherAsync(buyer.Partitions, cancellationToken);
        entries[changed.Order.Id] = LedgerEntry.Join(entries.GetValueOrDefault(changed.Order.Id), changed)!;
        return BuyerFold.Fold(entries.Values, ShopOf(buyer.Key.Shop));
    }

    /// <summary>
    /// Asks for the new events of a row to be published, for a writer that does not publish them itself. Call it before the row is written:
    /// a crash may then cause a needless check, never a missed event.
    /// </summary>
    public Task AnnounceAsync(Buyer row, Outbox before, CancellationToken cancellationToken) =>
        before.Holds(row.Outbox) ? Task.CompletedTask : PublishLaterAsync(row.Key, cancellationToken);

    /// <summary>Asks for a buyer's events to be published a minute later, if the shop has a receiver for events.</summary>
    public Task PublishLaterAsync(BuyerKey key, CancellationToken cancellationToken) => ShopOf(key.Shop).TakesEvents
        ? queues.SendAsync(new OutboxMessage { Shop = key.Shop, Buyer = key.Buyer }, PublishedBy, cancellationToken)
        : Task.CompletedTask;
}
