using System.Diagnostics;
using System.Diagnostics.Metrics;
using Churn.Domain.Buyers;
using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.Domain.Telemetry;

/// <summary>The metrics of the pipeline. docs/operations.md lists every name and unit. No tag identifies a person.</summary>
public sealed class ChurnMetrics
{
    /// <summary>The meter's name, which an exporter subscribes to.</summary>
    public const string Name = "Churn.Functions";

    private readonly Counter<long> _deliveries;
    private readonly Counter<long> _orders;
    private readonly Histogram<double> _lag;
    private readonly Histogram<double> _age;
    private readonly Histogram<long> _requests;
    private readonly Counter<long> _races;
    private readonly Counter<long> _storage;
    private readonly Counter<long> _dealt;
    private readonly Counter<long> _finished;
    private readonly Gauge<long> _messages;
    private readonly Gauge<double> _oldest;
    private readonly Gauge<long> _poison;
    private readonly Counter<long> _published;
    private readonly Counter<long> _unpublished;
    private readonly Histogram<double> _eventLag;
    private readonly Counter<long> _toEndpoints;
    private readonly Counter<long> _disabled;

    public ChurnMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _deliveries = meter.CreateCounter<long>("churn.webhook.deliveries", "{delivery}", "Webhook deliveries, by answer");
        _orders = meter.CreateCounter<long>("churn.order.recorded", "{order}", "Orders taken off the queue, by outcome");
        _lag = meter.CreateHistogram<double>("churn.order.lag", "s", "From the webhook's answer to the ledger");
        _age = meter.CreateHistogram<double>("churn.order.age", "s", "From the order's last change at the shop to the ledger");
        _requests = meter.CreateHistogram<long>(
            "churn.order.requests", "{request}", "Storage requests that one order took, retries included");
        _races = meter.CreateCounter<long>("churn.order.races", "{race}", "Write conflicts on a buyer's row that were retried");
        _storage = meter.CreateCounter<long>("churn.storage.requests", "{request}", "Requests to the storage account, retries included");
        _dealt = meter.CreateCounter<long>("churn.range.dealt", "{range}", "Ranges of buyers that a timer or an operator enqueued");
        _finished = meter.CreateCounter<long>("churn.range.finished", "{range}", "Ranges of buyers that were processed");
        _messages = meter.CreateGauge<long>("churn.queue.messages", "{message}", "Messages waiting in a queue");
        _oldest = meter.CreateGauge<double>("churn.queue.age", "s", "Age of the message at a queue's head");
        _poison = meter.CreateGauge<long>("churn.queue.poison", "{message}", "Messages of a queue that were given up");
        _published = meter.CreateCounter<long>("churn.event.published", "{event}", "Published events, by type");
        _unpublished = meter.CreateCounter<long>("churn.event.failed", "{event}", "Events that a sink did not accept, counted at each try");
        _toEndpoints = meter.CreateCounter<long>("churn.endpoint.deliveries", "{delivery}", "Events sent to shops' endpoints, by outcome");
        _disabled = meter.CreateCounter<long>("churn.endpoint.disabled", "{endpoint}", "Endpoints that were disabled");
        _eventLag = meter.CreateHistogram<double>("churn.event.lag", "s", "From the change to the publication of its event");
    }

    /// <summary>Counts the events sent to an endpoint of a shop.</summary>
    public void Delivered(ShopId shop, int delivered, bool failed, bool disabled)
    {
        var tag = Tag("shop", shop.Value);
        _toEndpoints.Add(delivered, tag, Tag("outcome", "taken"));
        if (failed)
        {
            _toEndpoints.Add(1, tag, Tag("outcome", "failed"));
        }

        if (disabled)
        {
            _disabled.Add(1, tag);
        }
    }

    /// <param name="platform">The platform that the route names.</param>
    /// <param name="outcome">stored, ignored, refused or failed.</param>
    public void Delivered(string platform, string outcome) => _deliveries.Add(1, Tag("platform", platform), Tag("outcome", outcome));

    /// <summary>Counts a recorded order.</summary>
    /// <param name="receivedAt">When the order's webhook was answered; null if the order came another way.</param>
    /// <param name="requests">Number of storage requests for the order.</param>
    /// <param name="now">When the order was recorded.</param>
    public void Recorded(Order order, RecordedOrder recorded, DateTimeOffset? receivedAt, int requests, DateTimeOffset now)
    {
        var shop = Tag("shop", order.Shop.Value);
        var outcome = Tag("outcome", Word(recorded.Outcome));
        _orders.Add(1, shop, outcome);
        _requests.Record(requests, shop, outcome);
        _age.Record(Seconds(new DateTimeOffset(order.Version, TimeSpan.Zero), now), shop);
        if (receivedAt is { } received)
        {
            _lag.Record(Seconds(received, now), shop);
        }

        if (recorded.Conflicts > 0)
        {
            _races.Add(recorded.Conflicts, shop);
        }
    }

    /// <summary>Counts an order that could not be recorded and returns to its queue.</summary>
    public void NotRecorded(ShopId shop) => _orders.Add(1, Tag("shop", shop.Value), Tag("outcome", "failed"));

    /// <param name="service">tables or queues.</param>
    /// <param name="method">The HTTP method.</param>
    public void Requested(string service, string method) => _storage.Add(1, Tag("service", service), Tag("method", method));

    /// <param name="work">reclassify, offers or rebuild.</param>
    /// <param name="ranges">Number of messages.</param>
    public void Dealt(string work, int ranges) => _dealt.Add(ranges, Tag("work", work));

    /// <inheritdoc cref="Dealt" />
    public void Finished(string work) => _finished.Add(1, Tag("work", work));

    /// <param name="oldest">Age of the message at the head of the queue; zero for an empty queue.</param>
    public void Queue(string queue, int messages, TimeSpan oldest, int poison)
    {
        var tag = Tag("queue", queue);
        _messages.Record(messages, tag);
        _oldest.Record(oldest.TotalSeconds, tag);
        _poison.Record(poison, tag);
    }

    /// <summary>Counts an event that was published at <paramref name="now"/>.</summary>
    public void Published(ChurnEvent event_, DateTimeOffset now)
    {
        var (shop, type) = (Tag("shop", event_.Shop.Value), Tag("type", event_.Type));
        _published.Add(1, shop, type);
        _eventLag.Record(Seconds(event_.At, now), shop);
    }

    /// <summary>Counts events that a sink did not accept and that are sent again later.</summary>
    public void NotPublished(int events) => _unpublished.Add(events);

    private static string Word(RecordOutcome outcome) => outcome switch
    {
        RecordOutcome.New => "new",
        RecordOutcome.Changed => "changed",
        RecordOutcome.Duplicate => "duplicate",
        RecordOutcome.Erased => "erased",
        _ => throw new UnreachableException(),
    };

    // A platform's clock may run ahead of this machine's.
    private static double Seconds(DateTimeOffset from, DateTimeOffset to) => Math.Max(0, (to - from).TotalSeconds);

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
