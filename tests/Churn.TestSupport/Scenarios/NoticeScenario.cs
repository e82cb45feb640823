using Churn.Domain.Buyers;
using Churn.Domain.Feedback;
using Churn.Domain.Identities;
using Churn.Domain.Messages;
using Churn.Domain.Offers;
using Churn.Domain.Privacy;
using Churn.Domain.Shops;
using Churn.LocalHost.MemoryStores;
using Churn.TestSupport.MemoryStores;

namespace Churn.TestSupport.Scenarios;

/// <summary>Everything that works off notices, wired over given stores; its queue is in memory, its clock that of <see cref="RecorderScenario"/>.</summary>
public sealed class NoticeScenario
{
    public NoticeScenario(
        IBuyerStore buyers, IIdentityStore identities, IOfferStore offers, IExportStore exports, IShopRecords records, Func<RecorderScenario, IShopContents> contents, params Shop[] shops)
    {
        (Recording, Offers, Exports, Records) = (new RecorderScenario(buyers, identities, shops) { Records = records }, offers, exports, records);
        Gate = new ShopGate(records, Recording.Time);
        var givenUp = new GivenUpOrders(Poison, Kept);
        var waiting = new WaitingEventEraser(Recording.Events, buyers, Recording.Time);
        var eraser = new PersonEraser(
            buyers, identities, Recording.Merger, Recording.Splitter, Recording.Settler, Recording.Accounts,
            new PersonBelongings(buyers, offers, exports, Endpoints, givenUp), waiting, Notices, Recording.Outbox);
        var exporter = new PersonExporter(buyers, identities, offers, Recording.Finisher, givenUp, exports, Recording.Time);
        var shopEraser = new ShopEraser(
            records, contents(Recording), buyers, Recording.Finisher, offers, exports, Endpoints, givenUp, waiting, Notices, Recording.Settler, Recording.Time);
        Handler = new NoticeHandler(eraser, exporter, shopEraser, new FetchHandler(Fetches, Notices, Kept, Recording.Time), records, offers, new FeedbackRecorder(Recording.Buyers, Recording.Identities, Recording.Settler, new OfferPublisher(Recording.Buyers, offers, Recording.Outbox, Recording.Settler, Recording.Time), new OfferCloser(Recording.Buyers, offers, Recording.Time), Recording.Time), Recording.Outbox, Recording.Time);
    }

    public RecorderScenario Recording { get; }

    public IOfferStore Offers { get; }

    public IExportStore Exports { get; }

    public IShopRecords Records { get; }

    public MemoryEndpointStore Endpoints { get; } = new();

    public MemoryNotices Notices { get; } = new();

    public MemoryPoisonQueues Poison { get; } = new("orders", "amendments", "notices");

    public MemoryPoisonStore Kept { get; } = new();

    public MemoryFetches Fetches { get; } = new();

    public ShopGate Gate { get; }

    public NoticeHandler Handler { get; }

    public static NoticeScenario InMemory(params Shop[] shops)
    {
        var (buyers, identities) = (new MemoryBuyerStore(), new MemoryIdentityStore());
        return new NoticeScenario(
            buyers, identities, new MemoryOfferStore(), new MemoryExportStore(), new MemoryShopRecords(),
            recording => new MemoryShopContents(buyers, identities, recording.AccountStore), shops);
    }

    /// <summary>Works off what lies on the queue, later messages too, as if their time had come; says how many there were.</summary>
    public async Task<int> DrainAsync()
    {
        var done = 0;
        while (Notices.Sent.TryDequeue(out var next))
        {
            await Handler.HandleAsync(MessageJson.Read<Notice>(MessageJson.Write(next.Notice)), default);
            done++;
        }

        return done;
    }
}
