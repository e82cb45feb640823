using Churn.Domain.Classification;
using Churn.Domain.Events;
using Churn.Domain.Messages;
using Churn.Domain.Offers;
using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.Domain.Buyers;

/// <summary>Brings a buyer's row in line with their ledger: facts by a whole fold, and the labels that follow.</summary>
public sealed class BuyerSettler(IBuyerStore buyers, IShopDirectory shops, IRulebooks rulebooks, IMessageQueues queues, TimeProvider time)
{
    /// <summary>By then a row that is about to be written is there.</summary>
    private static readonly TimeSpan PublishedBy = TimeSpan.FromMinutes(1);

    /// <summary>Returns the shop.</summary>
    /// <exception cref="InvalidOperationException">The shop is not configured; the message names the setting.</exception>
    public Shop ShopOf(ShopId id) => shops.Find(id) ?? throw new InvalidOperationException($"Shop {id} is not configured: set Shops:{id}.");

    /// <summary>The shop's day.</summary>
    public DateOnly TodayOf(Shop shop) => shop.DayOf(time.GetUtcNow());

    /// <summary>What the shop's labels go by today.</summary>
    public ValueTask<Rulebook> RulebookAsync(ShopId shop, CancellationToken cancellationToken) => rulebooks.ForAsync(ShopOf(shop), cancellationToken);

    /// <summary>A buyer of whom nothing is known yet.</summary>
    public async ValueTask<Buyer> EmptyAsync(BuyerKey key, CancellationToken cancellationToken)
    {
        var (shop, rulebook) = (ShopOf(key.Shop), await RulebookAsync(key.Shop, cancellationToken));
        return new Buyer { Key = key, Facts = BuyerFacts.None, Class = Classifier.Classify(BuyerFacts.None, rulebook, shop.DayOf(time.GetUtcNow())) };
    }

    /// <summary>The row with these facts, classified for today; if that changes the labels, an event says so.</summary>
    /// <param name="row">As it is to be written, but for facts and labels.</param>
    /// <param name="before">As it was read; null: there was none.</param>
    /// <param name="facts">The fold of the buyer's ledger.</param>
    /// <param name="cancellationToken">Gives up reading the shop's rulebook.</param>
    public async ValueTask<Buyer> MakeAsync(Buyer row, Buyer? before, BuyerFacts facts, CancellationToken cancellationToken) =>
        Make(row, before, facts, await RulebookAsync(row.Key.Shop, cancellationToken));

    /// <inheritdoc cref="MakeAsync" />
    public Buyer Make(Buyer row, Buyer? before, BuyerFacts facts, Rulebook rulebook)
    {
        var (now, shop) = (time.GetUtcNow(), ShopOf(row.Key.Shop));
        var made = row with { Facts = facts, Class = Classifier.Classify(facts, rulebook, shop.DayOf(now)) };
        return BuyerEvents.Classified(shop, made, before?.Class, now);
    }

    /// <summary>The row, and that another buyer was merged into it.</summary>
    public Buyer Merged(Buyer row, BuyerId from) => BuyerEvents.Merged(ShopOf(row.Key.Shop), row, from, time.GetUtcNow());

    /// <summary>The row of a buyer whose orders are about to be delivered again, to other buyers.</summary>
    internal static Buyer Retired(Buyer row) => row with { Retired = true, Facts = BuyerFacts.None };

    /// <summary>A retired row whose evidence was delivered again: it remembers nothing any more but the events that tell of its end.</summary>
    /// <param name="row">As it was read.</param>
    /// <param name="erasedBefore">The tombstone that was met; null: the buyer was taken apart, not erased.</param>
    /// <param name="remains">Something was delivered to another buyer.</param>
    public Buyer Forgotten(Buyer row, DateTimeOffset? erasedBefore, bool remains)
    {
        var (shop, now) = (ShopOf(row.Key.Shop), time.GetUtcNow());
        var bare = row.Bare() with { Outbox = row.Outbox };
        return erasedBefore is null ? BuyerEvents.Split(shop, bare, now) : BuyerEvents.Redacted(shop, bare, remains, now);
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

    /// <summary>The fold of a buyer's whole ledger, one entry of it as it is about to be.</summary>
    public async Task<BuyerFacts> FoldAsync(Buyer buyer, LedgerEntry changed, CancellationToken cancellationToken)
    {
        var entries = await buyers.GatherAsync(buyer.Partitions, cancellationToken);
        entries[changed.Order.Id] = LedgerEntry.Join(entries.GetValueOrDefault(changed.Order.Id), changed)!;
        return BuyerFold.Fold(entries.Values, ShopOf(buyer.Key.Shop));
    }

    /// <summary>
    /// Has events published that a row is about to hold and whose writer does not publish them. The message is sent before the row is written: a crash may
    /// cause a needless look, never a missed event.
    /// </summary>
    public Task AnnounceAsync(Buyer row, Outbox before, CancellationToken cancellationToken) =>
        before.Holds(row.Outbox) ? Task.CompletedTask : PublishLaterAsync(row.Key, cancellationToken);

    /// <summary>Has a buyer's events published a little later, if anything takes the shop's events.</summary>
    public Task PublishLaterAsync(BuyerKey key, CancellationToken cancellationToken) => ShopOf(key.Shop).TakesEvents
        ? queues.SendAsync(new OutboxMessage { Shop = key.Shop, Buyer = key.Buyer }, PublishedBy, cancellationToken)
        : Task.CompletedTask;
}
