using Churn.Domain.Buyers;
using Churn.Domain.Messages;
using Churn.Domain.Offers;
using Churn.Domain.Privacy;
using Churn.Domain.Recording;
using Churn.Domain.Shops;
using Churn.Testing.Scripted;
using Churn.Testing.Stores;

namespace Churn.Testing.Scenarios;

/// <summary>Everything that processes notices, wired over given stores. Its clock is that of <see cref="RecorderScenario"/>.</summary>
public sealed class ShopRequestScenario
{
    public ShopRequestScenario(AppStores stores, params Shop[] shops)
    {
        var (buyers, offers, exports, kept) = (stores.Buyers, stores.Offers, stores.Exports, stores.Poisoned);
        var storage = stores as MemoryStorage ?? new MemoryStorage();
        Recording = new RecorderScenario(buyers, stores.Identities, ConflictBackoff.None, storage, shops) { Records = stores.Records };
        (Stores, Gate) = (stores, new ErasedShopFilter(stores.Records, Recording.Time));
        var (rowBuilder, outbox, time, shopRequests) = (Recording.RowBuilder, Recording.Outbox, Recording.Time, storage.ShopRequests);
        var identities = Recording.Identities;
        var givenUp = new PoisonedOrders(storage.PoisonQueues, kept);
        var waiting = new WaitingEventEraser(storage.WaitingEvents, identities, time);
        var belongings = new PersonDataEraser(identities, offers, exports, stores.Endpoints, givenUp);
        var eraser = new PersonEraser(buyers, identities, rowBuilder, Recording.Accounts, belongings, waiting, shopRequests, outbox);
        var exporter = new PersonExporter(buyers, identities, offers, givenUp, exports, time);
        var shopEraser = new ShopEraser(
            stores.Records, stores.Contents, buyers, offers, exports, stores.Endpoints, givenUp, waiting, shopRequests, rowBuilder, time);
        var fetching = new OrderFetchRetry(Fetches, shopRequests, kept, time);
        var publisher = new OfferPublisher(buyers, identities, offers, outbox, Recording.Shops, time);
        var closer = new OfferCloser(buyers, offers, time);
        var feedback = new FeedbackRecorder(buyers, identities, rowBuilder, publisher, closer, time);
        Handler = new ShopRequestHandler(eraser, exporter, shopEraser, fetching, stores.Records, offers, feedback, outbox, time);
    }

    public RecorderScenario Recording { get; }

    /// <summary>The stores that the shop requests are about. The queues are in memory.</summary>
    public AppStores Stores { get; }

    /// <summary>The shop requests on the queue.</summary>
    public SentQueue<(ShopRequest ShopRequest, TimeSpan Delay)> ShopRequests => Recording.Queues.ShopRequests;

    public ScriptedFetches Fetches { get; } = new();

    public ErasedShopFilter Gate { get; }

    public ShopRequestHandler Handler { get; }

    public static ShopRequestScenario InMemory(params Shop[] shops) => new(new MemoryStorage(), shops);

    /// <summary>
    /// Processes all shop requests on the queue, including the delayed ones, as if their time had come. Returns how many there were.
    /// </summary>
    public async Task<int> DrainAsync()
    {
        var done = 0;
        while (ShopRequests.TryDequeue(out var next))
        {
            await Handler.HandleAsync(next.ShopRequest, default);
            done++;
        }

        return done;
    }
}
