using Azure.Core;
using Azure.Data.Tables;
using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Churn.Storage.Tables;
using Churn.Storage.Tables.Buyers;
using Churn.Storage.Tables.Identity;
using Churn.Testing.Builders;
using Churn.Testing.Scenarios;

namespace Churn.Testing.Costs;

/// <summary>The table requests that each kind of delivery takes, counted on the wire.</summary>
/// <param name="Kinds">One delivery of each kind.</param>
/// <param name="Mix">Deliveries as shops send them.</param>
public sealed record CountedRequests(IReadOnlyList<(string Kind, KindRequests Requests)> Kinds, CountedMix Mix)
{
    /// <summary>
    /// A message is sent, received alone, and deleted. Up to 16 messages can share a receive, but the figures do not rely on it.
    /// </summary>
    public const int QueueRequestsPerMessage = 3;

    private const int Orders = 200;
    private const int Seed = 1;

    /// <summary>Counts the requests in a storage account that nothing else uses.</summary>
    /// <param name="connection">The account's connection string.</param>
    /// <param name="publishes">
    /// Whether to publish the events of a delivery too, as the queue's worker does, and count these requests.
    /// </param>
    public static async Task<CountedRequests> CountAsync(string connection, bool publishes = true)
    {
        var (kinds, mixed) = (AShop.Named("kinds"), AShop.Named("mix"));
        var counting = new CountingPolicy();
        var options = new TableClientOptions();
        options.AddPolicy(counting, HttpPipelinePosition.PerRetry);
        var service = new TableServiceClient(connection, options);
        await service.CreateTableIfNotExistsAsync(TableNames.Buyers);
        await service.CreateTableIfNotExistsAsync(TableNames.Identities);
        var scenario = new RecorderScenario(new BuyerStore(service), new IdentityStore(service), kinds, mixed);

        var counted = new List<(string, KindRequests)>();
        foreach (var (kind, delivery) in Deliveries(kinds))
        {
            var requests = await CountAsync(scenario, counting, [delivery], publishes);
            if (kind is not null)
            {
                counted.Add((kind, requests));
            }
        }

        var deliveries = OrderMix.Deliveries(mixed, Orders, Seed);
        var all = await CountAsync(scenario, counting, deliveries, publishes);
        return new CountedRequests(counted, new CountedMix(Orders, deliveries.Count, all));
    }

    private static async Task<KindRequests> CountAsync(
        RecorderScenario scenario, CountingPolicy counting, IReadOnlyList<Delivery> deliveries, bool publishes)
    {
        counting.Take();
        scenario.Events.Taken.Clear();
        foreach (var delivery in deliveries)
        {
            var recorded = delivery.Order is { } order
                ? await scenario.Recorder.RecordAsync(order, default)
                : await scenario.Recorder.AmendAsync(delivery.Amendment!, default);
            if (publishes)
            {
                await scenario.Outbox.PublishAsync(recorded, default);
            }
        }

        var sent = counting.Take();
        var transactions = sent.Count(request => request.Contains("$batch", StringComparison.Ordinal));
        return new KindRequests(sent.Count, transactions, scenario.Events.Taken.Count);
    }

    /// <summary>Returns the deliveries in their sequence. Those without a name prepare the next one and are not reported.</summary>
    private static IEnumerable<(string? Kind, Delivery Delivery)> Deliveries(Shop shop)
    {
        var known = Ann("3", "2026-11-02");
        yield return ("first order of a buyer", Delivery.Of(Ann("1", "2026-10-01")));
        yield return ("order that changes a label", Delivery.Of(Ann("2", "2026-11-01")));
        yield return ("order of a known buyer that does not", Delivery.Of(known));
        yield return ("duplicate", Delivery.Of(known));
        yield return ("edit", Delivery.Of(AnOrder.Edited(known, order => order with { Status = OrderStatus.Cancelled })));
        yield return ("refund that names no customer", Delivery.Of(Refund("1")));
        yield return ("refund of an order that has not come", Delivery.Of(Refund("unknown")));
        var renewal = Later(Ann("4", "2026-11-04"), TimeSpan.FromHours(1)) with { Subscription = true };
        yield return ("renewal of a subscription, paid an hour later", Delivery.Of(renewal));
        yield return ("first sight of an old order", Delivery.Of(Later(Ann("0", "2026-09-01"), TimeSpan.FromDays(30))));
        yield return ("till order without a customer", Delivery.Of(AnOrder.Of(shop, "till", "2026-11-05", email: null)));
        yield return (null, Delivery.Of(AnOrder.Of(shop, "bob", "2026-11-03", "bob@example.org")));
        var moved = Later(AnOrder.Of(shop, "4", "2026-11-04", "bob@example.org"), TimeSpan.FromHours(2));
        yield return ("order that changes hands", Delivery.Of(moved));
        yield return (null, Delivery.Of(AnOrder.Of(shop, "eve", "2026-11-03", null, "030 7654321")));
        var both = AnOrder.Of(shop, "both", "2026-11-06", "bob@example.org", "030 7654321");
        yield return ("order that merges two buyers", Delivery.Of(both));

        Order Ann(string id, string day) => AnOrder.Of(shop, id, day, "ann@example.org", "030 123456", "ann");

        OrderAmendment Refund(string id) => new() { Shop = shop.Id, OrderId = id, Refunds = Order.NoRefunds.Add("r", 100) };
    }

    private static Order Later(Order order, TimeSpan by) => order with { Version = order.Version + by.Ticks };
}

/// <summary>The requests of all deliveries of <see cref="OrderMix"/> together.</summary>
/// <param name="Deliveries">The number of deliveries of these orders.</param>
/// <param name="Sent">The sums over all deliveries.</param>
public sealed record CountedMix(int Orders, int Deliveries, KindRequests Sent)
{
    /// <summary>Table requests per delivery, on average.</summary>
    public double Mean => (double)Sent.All / Deliveries;
}

/// <summary>The requests of one kind of delivery: their number, how many are entity group transactions, and how many events left.</summary>
public sealed record KindRequests(int All, int Transactions, int Events);
