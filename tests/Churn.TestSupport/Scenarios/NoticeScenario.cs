using Churn.Domain.Buyers;
using Churn.Domain.Feedback;
using Churn.Domain.Messages;
using Churn.Domain.Offers;
using Churn.Domain.Privacy;
using Churn.Domain.Shops;
using Churn.TestSupport.Scripted;
using Churn.TestSupport.Stores;

namespace Churn.TestSupport.Scenarios;

/// <summary>Everything that works off notices, wired over given stores; its clock is that of <see cref="RecorderScenario"/>.</summary>
public sealed class NoticeScenario
{
    public NoticeScenario(AppStores stores, params Shop[] shops)
    {
        var (buyers, offers, exports, kept) = (stores.Buyers, stores.Offers, stores.Exports, stores.Poisoned);
        var storage = stores as MemoryStorage ?? new MemoryStorage();
        Recording = new RecorderScenario(buyers, stores.Identities, ConflictBackoff.None, storage, shops) { Records = stores.Records };
        (Stores, Gate) = (stores, new ErasedShopFilter(stores.Records, Recording.Time));
        var (settler, outbox, time, notices) = (Recording.Settler, Recording.Outbox, Recording.Time, storage.Notices);
        var identities = Recording.Identities;
        var givenUp = new GivenUpOrders(storage.PoisonQueues, kept);
        var waiting = new WaitingEventEraser(storage.WaitingEvents, identities, time);
        var eraser = new PersonEraser(
            buyers, identities, settler, Recording.Accounts, new PersonBelongings(identities, offers, exports, stores.Endpoints, givenUp), waiting, notices, outbox);
        var exporter = new PersonExporter(buyers, identities, offers, givenUp, exports, time);
        var shopEraser = new ShopEraser(
            stores.Records, stores.Contents, buyers, offers, exports, stores.Endpoints, givenUp, waiting, notices, settler, time);
        var fetching = new FetchHandler(Fetches, notices, kept, time);
        var (publisher, closer) = (new OfferPublisher(buyers, identities, offers, outbox, settler, time), new OfferCloser(buyers, offers, time));
        var feedback = new FeedbackRecorder(buyers, identities, settler, publisher, closer, time);
        Handler = new NoticeHandler(eraser, exporter, shopEraser, fetching, stores.Records, offers, feedback, outbox, time);
    }

    public RecorderScenario Recording { get; }

    /// <summary>What the notices are about; the queues are in memory.</summary>
    public AppStores Stores { get; }

    /// <summary>What lies on the queue.</summary>
    public SentQueue<(Notice Notice, TimeSpan Delay)> Notices => Recording.Queues.Notices;

    public ScriptedFetches Fetches { get; } = new();

    public ErasedShopFilter Gate { get; }

    public NoticeHandler Handler { get; }

    public static NoticeScenario InMemory(params Shop[] shops) => new(new MemoryStorage(), shops);

    /// <summary>Works off what lies on the queue, later messages too, as if their time had come; says how many there were.</summary>
    public async Task<int> DrainAsync()
    {
        var done = 0;
        while (Notices.TryDequeue(out var next))
        {
            await Handler.HandleAsync(next.Notice, default);
            done++;
        }

        return done;
    }
}
