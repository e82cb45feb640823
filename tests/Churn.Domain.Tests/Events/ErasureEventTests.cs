using Churn.Domain.Buyers;
using Churn.Domain.Events;
using Churn.Domain.Messages;
using Churn.Domain.Orders;
using Churn.Domain.Privacy;
using Churn.Domain.Shops;
using Churn.Testing.Builders;
using Churn.Testing.Scenarios;

namespace Churn.Domain.Tests.Events;

public sealed class ErasureEventTests
{
    private static readonly Shop Shop = AShop.Named("erased", options => options.Endpoints =
        [new EndpointOptions { Url = "https://crm.example.com/in", Secrets = ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"] }]);

    private readonly ShopRequestScenario _scenario = ShopRequestScenario.InMemory(Shop);

    [Fact]
    public async Task ErasePerson_OfWhomEventsWait_TellsOnlyThatTheyWereErased()
    {
        _scenario.Recording.Events.IsDown = true;
        var order = await RecordAsync("1", "2026-11-01");
        var waiting = new WaitingDelivery(Shop.Id, Shop.Endpoints[0].Id, order.Key.Buyer.Value, 1, "e1", "{}");
        await _scenario.Stores.Endpoints.KeepAsync(waiting, default);
        _scenario.Recording.Events.IsDown = false;

        await EraseAsync();

        var told = Assert.Single(_scenario.Recording.Events.Taken);
        Assert.Equal((EventTypes.Redacted, order.Key.Buyer.Value, """{"remains":false}"""), (told.Type, told.Subject, told.Data));
        Assert.Empty(await _scenario.Stores.Endpoints.ListAsync(Shop.Id, Shop.Endpoints[0].Id, default).ToListAsync());
    }

    [Fact]
    public async Task ErasePerson_Twice_TellsOnce()
    {
        await RecordAsync("1", "2026-11-01");
        await EraseAsync();
        await EraseAsync();

        Assert.Single(_scenario.Recording.Events.Taken, event_ => event_.Type == EventTypes.Redacted);
    }

    [Fact]
    public async Task ErasePerson_WhoHasOrderedSince_TellsOfTheErasureAndThenOfWhatRemains()
    {
        await RecordAsync("1", "2026-10-01");
        await RecordAsync("2", "2026-11-21");
        _scenario.Recording.Events.Taken.Clear();

        await EraseAsync();
        await _scenario.DrainAsync();

        Assert.Equal([EventTypes.Redacted, EventTypes.Classified], _scenario.Recording.Events.Taken.Select(event_ => event_.Type));
        Assert.Contains("\"relationship\":\"Customer\"", _scenario.Recording.Events.Taken.Last().Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ErasePerson_EventsThatNobodyHasTaken_GoAndThoseOfOthersStay()
    {
        await RecordAsync("1", "2026-10-01");
        await RecordAsync("2", "2026-10-20");
        var stranger = AnOrder.Of(Shop, "3", "2026-10-21", email: "other@example.org");
        var other = await _scenario.Recording.Recorder.RecordAsync(stranger, default);
        await _scenario.Recording.Outbox.PublishAsync(other, default);
        Assert.Equal(3, Waiting().Count);

        var result = await EraseAsync();

        Assert.Equal(2, result.Erased.Events);
        Assert.Equal(
            [(EventTypes.Classified, other.Key.Buyer.Value), (EventTypes.Redacted, IdOf("jo@example.org").Value)],
            Waiting().Select(event_ => (event_.Type, event_.Subject)));
    }

    [Fact]
    public async Task ErasePerson_WhoCameBackBetweenThePasses_KeepsTheEventsSince()
    {
        await RecordAsync("1", "2026-10-01");
        await EraseAsync();
        await RecordAsync("2", "2026-11-21");

        await _scenario.DrainAsync();

        Assert.Equal([EventTypes.Redacted, EventTypes.Classified], Waiting().Select(event_ => event_.Type));
    }

    [Fact]
    public async Task ErasePerson_WhoWasMergedAndSplitAgain_NobodysEventsTellOfThemAnyMore()
    {
        var event_ = new ChurnEvent
        {
            Shop = Shop.Id, Id = "m1", Type = EventTypes.Merged, Subject = IdOf("other@example.org").Value, Number = 1,
            At = _scenario.Recording.Time.GetUtcNow(), Data = $$"""{"from":"{{IdOf("jo@example.org")}}"}""",
        };
        await RecordAsync("1", "2026-10-01");
        await _scenario.Recording.Events.SendAsync([event_], default);

        await EraseAsync();

        Assert.Equal(EventTypes.Redacted, Assert.Single(Waiting()).Type);
    }

    [Fact]
    public async Task ErasePerson_SinkOutOfOrder_IsErasedAndToldLater()
    {
        await RecordAsync("1", "2026-11-01");
        _scenario.Recording.Events.Taken.Clear();
        _scenario.Recording.Events.IsDown = true;
        await EraseAsync();
        _scenario.Recording.Events.IsDown = false;

        while (_scenario.Recording.Queues.Outbox.TryDequeue(out var left))
        {
            await _scenario.Recording.Outbox.HandleAsync(left.Message, default);
        }

        Assert.Equal([EventTypes.Redacted], _scenario.Recording.Events.Taken.Select(event_ => event_.Type).Distinct());
    }

    private async Task<RecordedOrder> RecordAsync(string id, string day)
    {
        var recorded = await _scenario.Recording.Recorder.RecordAsync(OrderOf(id, day), default);
        await _scenario.Recording.Outbox.PublishAsync(recorded, default);
        return recorded;
    }

    private List<WaitingEvent> Waiting() => [.. _scenario.Recording.Queues.Events];

    private Task<ShopRequestResult> EraseAsync() => _scenario.Handler.HandleAsync(
        new ShopRequest
        {
            Shop = Shop.Id,
            Receipt = "r",
            Privacy = new PrivacyRequest
            {
                Kind = PrivacyRequestKind.ErasePerson,
                Person = OrderOf("1", "2026-11-01").Buyer.Identifiers,
                SentAt = new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero),
            },
        }, default);

    private static Order OrderOf(string id, string day) => AnOrder.Of(Shop, id, day, email: "jo@example.org");

    private static BuyerId IdOf(string email) => BuyerId.Of(AnOrder.Of(Shop, "1", "2026-10-01", email: email).Buyer.Identifiers[0]);
}
