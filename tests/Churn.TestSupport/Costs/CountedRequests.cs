using Azure.Core;
using Azure.Data.Tables;
using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Churn.Storage.Tables;
using Churn.TestSupport.Builders;
using Churn.TestSupport.Scenarios;

namespace Churn.TestSupport.Costs;

/// <summary>Table requests that each kind of delivery takes, counted on the wire, publishing its events included.</summary>
public sealed record CountedRequests(KindRequests First, KindRequests Relabelled, KindRequests Known, KindRequests Duplicate, KindRequests Edit)
{
    /// <summary>Sending a message, receiving it alone, and deleting it. Batches of up to 16 share a receive, which is not counted on.</summary>
    public const int QueueRequestsPerMessage = 3;

    public static async Task<CountedRequests> CountAsync(string connection)
    {
        var shop = AShop.Named("cost");
        var counting = new CountingPolicy();
        var options = new TableClientOptions();
        options.AddPolicy(counting, HttpPipelinePosition.PerRetry);
        var service = new TableServiceClient(connection, options);
        await service.CreateTableIfNotExistsAsync(TableNames.Buyers);
        await service.CreateTableIfNotExistsAsync(TableNames.Identities);
        var scenario = new RecorderScenario(new BuyerStore(service), new IdentityStore(service), shop);
        var first = OrderOf(shop, "1", "2026-10-01");
        var second = OrderOf(shop, "2", "2026-11-01");
        var known = OrderOf(shop, "3", "2026-11-02");

        async Task<KindRequests> Of(Order order)
        {
            counting.Take();
            scenario.Events.Taken.Clear();
            await scenario.Outbox.PublishAsync(await scenario.Recorder.RecordAsync(order, default), default);
            var sent = counting.Take();
            return new KindRequests(sent.Count, sent.Count(request => request.Contains("$batch", StringComparison.Ordinal)), scenario.Events.Taken.Count);
        }

        return new CountedRequests(await Of(first), await Of(second), await Of(known), await Of(known), await Of(AnOrder.Edited(known, order => order with { Status = OrderStatus.Cancelled })));
    }

    private static Order OrderOf(Shop shop, string id, string day) => AnOrder.Of(shop, id, day, "ann@example.org", "030 123456", "ann");
}
