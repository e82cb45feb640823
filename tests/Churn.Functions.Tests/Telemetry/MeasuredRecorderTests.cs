using System.Diagnostics;
using Churn.Domain.Messages;
using Churn.Domain.Offers;
using Churn.Domain.Shops;
using Churn.Domain.Telemetry;
using Churn.Functions.Orders;
using Churn.TestSupport;
using Churn.TestSupport.Builders;
using Churn.TestSupport.Scenarios;

namespace Churn.Functions.Tests.Telemetry;

public sealed class MeasuredRecorderTests : IDisposable
{
    private readonly RecorderScenario _scenario;
    private readonly RecordedMetrics _recorded = new();
    private readonly MeasuredRecorder _recorder;
    private readonly Shop _shop = AShop.Named("measured");

    public MeasuredRecorderTests()
    {
        _scenario = RecorderScenario.InMemory(_shop);
        _recorder = new MeasuredRecorder(_scenario.Recorder, new OfferPublisher(_scenario.Buyers, _scenario.Storage.Offers, _scenario.Outbox, _scenario.Settler, _scenario.Time), _recorded.Metrics, _scenario.Time);
    }

    [Fact]
    public async Task RecordAsync_AnOrderAndItsDuplicate_AreCountedByOutcomeWithTheirLagAndAge()
    {
        var order = AnOrder.Of(_shop, "1", RecorderScenario.Noon.AddMinutes(-5).ToString("O"));
        var message = new OrderMessage { Order = order, ReceivedAt = RecorderScenario.Noon.AddSeconds(-3) };

        await _recorder.RecordAsync(message, default);
        await _recorder.RecordAsync(message with { ReceivedAt = null }, default);

        Assert.Equal([(1, "shop=measured outcome=new"), (1, "shop=measured outcome=duplicate")], _recorded.Of("churn.order.recorded"));
        Assert.Equal([(3, "shop=measured")], _recorded.Of("churn.order.lag"));
        Assert.Equal([(300, "shop=measured"), (300, "shop=measured")], _recorded.Of("churn.order.age"));
        Assert.Empty(_recorded.Of("churn.order.races"));
    }

    [Fact]
    public async Task RecordAsync_AnOrderOfAnUnknownShop_CountsAsFailed()
    {
        var order = AnOrder.Of(AShop.Named("stranger"), "1", "2026-11-01");

        await Assert.ThrowsAsync<InvalidOperationException>(() => _recorder.RecordAsync(new OrderMessage { Order = order }, default));

        Assert.Equal([(1, "shop=stranger outcome=failed")], _recorded.Of("churn.order.recorded"));
    }

    [Fact]
    public async Task RecordAsync_AMessageThatCarriesATrace_ContinuesIt()
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

        await _recorder.RecordAsync(new OrderMessage { Order = AnOrder.Of(_shop, "1", "2026-11-01"), Trace = Trace }, default);

        var activity = Assert.Single(seen, activity => activity.ParentId == Trace);
        Assert.Equal(("order.record", "New"), (activity.OperationName, activity.GetTagItem("churn.outcome")));
    }

    public void Dispose() => _recorded.Dispose();
}
