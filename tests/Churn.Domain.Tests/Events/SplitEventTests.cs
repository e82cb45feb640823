using Churn.Domain.Buyers;
using Churn.Domain.Events;
using Churn.Domain.Shops;
using Churn.TestSupport.Builders;
using Churn.TestSupport.Scenarios;

namespace Churn.Domain.Tests.Events;

public sealed class SplitEventTests
{
    private static readonly Shop Shop = AShop.Named("shop");
    private readonly RecorderScenario _scenario = RecorderScenario.InMemory(Shop);

    [Fact]
    public async Task UndoAsync_SurvivorKeepsTheirLabels_TellsTheOthersLabelsAloneUnderOneIdAndAHigherNumber()
    {
        var anna = await RecordAsync("1", "anna@example.org", null);
        var bert = await RecordAsync("2", "bert@example.org", null);
        await RecordAsync("3", "anna@example.org", "030 123456");
        var survivor = await RecordAsync("4", "bert@example.org", "030 123456");
        var gone = survivor == anna ? bert : anna;
        await WorkOffAsync();
        var before = _scenario.Events.Taken.ToList();
        _scenario.Events.Taken.Clear();

        await _scenario.Separator.UndoAsync(gone, default);
        await _scenario.Outbox.PublishAsync((await _scenario.Buyers.GetAsync(gone, default)).Buyer!, clear: false, default);
        var first = _scenario.Events.Taken.ToList();
        await WorkOffAsync();

        Assert.Equal([(gone.Buyer.Value, EventTypes.Classified)], first.Select(event_ => (event_.Subject, event_.Type)));
        Assert.Contains("\"relationship\":\"Returning\"", first[0].Data, StringComparison.Ordinal);
        Assert.Equal(2, _scenario.Events.Taken.Count(event_ => event_.Id == first[0].Id));
        Assert.DoesNotContain(_scenario.Events.Taken, event_ => event_.Id != first[0].Id);
        Assert.Contains(before, event_ => event_.Subject == gone.Buyer.Value);
        Assert.All(_scenario.Events.Taken, event_ => Assert.True(before.Where(earlier => earlier.Subject == event_.Subject).All(earlier => earlier.Number < event_.Number)));
        Assert.Empty((await _scenario.Buyers.GetAsync(gone, default)).Buyer!.Outbox.Pending);
    }

    private async Task WorkOffAsync()
    {
        while (_scenario.Queues.Outbox.TryDequeue(out var waiting))
        {
            Assert.True(await _scenario.Outbox.HandleAsync(waiting.Message, default));
        }
    }

    private async Task<BuyerKey> RecordAsync(string id, string email, string? phone)
    {
        var recorded = await _scenario.Recorder.RecordAsync(AnOrder.Of(Shop, id, $"2026-11-0{id}", email, phone, null), default);
        await _scenario.Outbox.PublishAsync(recorded, default);
        return recorded.Key;
    }
}
