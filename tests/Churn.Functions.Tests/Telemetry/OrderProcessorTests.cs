using System.Diagnostics;
using Churn.Domain.Messages;
using Churn.Domain.Offers;
using Churn.Domain.Recording;
using Churn.Domain.Shops;
using Churn.Domain.Telemetry;
using Churn.Testing;
using Churn.Testing.Builders;
using Churn.Testing.Scenarios;

namespace Churn.Functions.Tests.Telemetry;

public sealed class OrderProcessorTests : IDisposable
{
    private readonly RecorderScenario _scenario;
    private readonly RecordedMetrics _recorded = new();
    private readonly OrderProcessor _processor;
    private readonly Shop _shop = AShop.Named("measured");

    public OrderProcessorTests()
    {
        _scenario = RecorderScenario.InMemory(_shop);
        var storage = _scenario.Storage;
        var (identities, outbox, time) = (_scenario.Identities, _scenario.Outbox, _scenario.Time);
        var offers = new OfferPublisher(_scenario.Buyers, identities, storage.Offers, outbox, _scenario.Shops, time);
        var erasedShops = new ErasedShopFilter(storage.Records, time);
        _processor = new OrderProcessor(erasedShops, identities, offers, storage.Messages, outbox, _recorded.Metrics, time);
    }

    [Fact]
    public async Task ProcessAsync_AnOrderAndItsDuplicate_AreCountedByOutcomeWithTheirLagAndAge()
    {
        var order = AnOrder.Of(_shop, "1", RecorderScenario.Noon.AddMinutes(-5).ToString("O"));
        var message = new OrderMessage { Order = order, ReceivedAt = RecorderScenario.Noon.AddSeconds(-3) };

        await _processor.ProcessAsync(message, default);
        await _processor.ProcessAsync(message with { ReceivedAt = null }, default);

        Assert.Equal([(1, "shop=measured outcome=new"), (1, "shop=measured outcome=duplicate")], _recorded.Of("churn.order.recorded"));
        Assert.Equal([(3, "shop=measured")], _recorded.Of("churn.order.lag"));
        Assert.Equal([(300, "shop=measured"), (300, "shop=measured")], _recorded.Of("churn.order.age"));
        Assert.Empty(_recorded.Of("churn.order.races"));
    }

    [Fact]
    public async Task ProcessAsync_AnOrderOfAnUnknownShop_CountsAsFailed()
    {
        var order = AnOrder.Of(AShop.Named("stranger"), "1", "2026-11-01");

        await Assert.ThrowsAsync<InvalidOperationException>(() => _processor.ProcessAsync(new OrderMessage { Order = order }, default));

        Assert.Equal([(1, "shop=stranger outcome=failed")], _recorded.Of("churn.order.recorded"));
    }

    [Fact]
    public async Task ProcessAsync_AMessageThatCarriesATrace_ContinuesIt()
    {
        const string Trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        var seen = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == ChurnActivities.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                lock (seen)
                {
                    seen.Add(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);

        await _processor.ProcessAsync(new OrderMessage { Order = AnOrder.Of(_shop, "1", "2026-11-01"), Trace = Trace }, default);

        var activity = Assert.Single(seen, activity => activity.ParentId == Trace);
        Assert.Equal(("order.record", "New"), (activity.OperationName, activity.GetTagItem("churn.outcome")));
    }

    [Fact]
    public async Task ProcessAsync_AnOrderOfBeforeItsShopWasErased_IsDroppedAndNotCounted()
    {
        await _scenario.Storage.Records.NoteAsync(_shop.Id, new ShopRecord { ErasedBefore = RecorderScenario.Noon }, default);

        Assert.Null(await _processor.ProcessAsync(new OrderMessage { Order = AnOrder.Of(_shop, "1", "2026-11-01") }, default));

        Assert.Null(await _scenario.Identities.FindOrderAsync(_shop.Id, "1", default));
        Assert.Empty(_recorded.Of("churn.order.recorded"));
    }

    public void Dispose() => _recorded.Dispose();
}
