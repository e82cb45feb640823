using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Churn.Domain.Buyers;
using Churn.Domain.Events;
using Churn.Domain.Shops;
using Churn.Storage.Events;
using Churn.Storage.Queues;
using Churn.Testing.Azurite;

namespace Churn.Storage.Tests.Events;

/// <summary>Looks on Azurite through the queue that other programs read.</summary>
[Collection(AzuriteCollection.Name)]
public sealed class WaitingEventsTests
{
    private static readonly ShopId Shop = ShopId.Parse("waiting");

    private readonly QueueServiceClient _service;
    private readonly QueueClient _queue;

    public WaitingEventsTests(AzuriteFixture azurite)
    {
        _service = new QueueServiceClient(azurite.NewAccount().ConnectionString);
        _queue = _service.GetQueueClient(QueueNames.BuyerEvents);
    }

    [Theory]
    [InlineData(9)]
    [InlineData(32)]
    [InlineData(100)]
    public async Task RemoveAsync_OneOfThreeSubjects_LeavesTheOthersOnceAndInTheirOrder(int count)
    {
        using var waiting = await CreateAsync(count);

        var removed = await waiting.RemoveAsync(event_ => event_.Subject == "s1", default);

        var left = await TakeAllAsync();
        Assert.Equal(Enumerable.Range(0, count).Count(place => place % 3 == 1), removed);
        foreach (var subject in new[] { 0, 2 })
        {
            var expected = Enumerable.Range(0, count)
                .Where(place => place % 3 == subject)
                .Select(place => EventJson.WriteCloudEvent(Event(place)));
            var texts = left.Select(message => message.MessageText);
            Assert.Equal(expected, texts.Where(text => EventJson.ReadCloudEvent(text)!.Subject == $"s{subject}"));
        }

        Assert.Equal(count - removed, left.Count);
    }

    [Fact]
    public async Task RemoveAsync_NothingMeantAmongFew_HandsNothingOut()
    {
        using var waiting = await CreateAsync(32);

        Assert.Equal(0, await waiting.RemoveAsync(_ => false, default));

        Assert.All(await TakeAllAsync(), message => Assert.Equal(1, message.DequeueCount));
    }

    [Fact]
    public async Task RemoveAsync_AgainAndAgain_LooksToReadersAsIfDeliveredThreeTimesAtMost()
    {
        using var waiting = await CreateAsync(40);
        for (var time = 0; time < 7; time++)
        {
            Assert.Equal(0, await waiting.RemoveAsync(_ => false, default));
        }

        var left = await TakeAllAsync();

        Assert.Equal(40, left.Count);
        Assert.All(left, message => Assert.InRange(message.DequeueCount, 1, 3));
        Assert.All(left, message => Assert.InRange(
            message.ExpiresOn!.Value - message.InsertedOn!.Value, TimeSpan.FromDays(6), TimeSpan.FromDays(7)));
        foreach (var subject in left.GroupBy(message => EventJson.ReadCloudEvent(message.MessageText)!.Subject))
        {
            var texts = subject.Select(message => message.MessageText);
            Assert.Equal(texts.Order(StringComparer.Ordinal), texts);
        }
    }

    [Fact]
    public async Task RemoveAsync_TwoAtOnce_RemoveEachTheirOwn()
    {
        using var waiting = await CreateAsync(100);

        var removed = await Task.WhenAll(
            waiting.RemoveAsync(event_ => event_.Subject == "s1", default),
            waiting.RemoveAsync(event_ => event_.Subject == "s2", default));

        Assert.Equal([33, 33], removed);
        Assert.Equal(34, (await TakeAllAsync()).Count);
    }

    [Fact]
    public async Task RemoveAsync_GivingBackFailed_KeepsNobodyElseWaiting()
    {
        using var waiting = await CreateAsync(40);
        Assert.Equal(0, await waiting.RemoveAsync(_ => false, default) + await waiting.RemoveAsync(_ => false, default));

        // The third time, the messages are sent anew. By then the queue is gone.
        await Assert.ThrowsAnyAsync<RequestFailedException>(() => waiting.RemoveAsync(
            _ =>
            {
                _queue.DeleteIfExistsAsync().GetAwaiter().GetResult();
                return false;
            }, default));
        using var again = await CreateAsync(1);

        Assert.Equal(1, await waiting.RemoveAsync(_ => true, default).WaitAsync(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task FindAsync_BehindTheFirst32_FindsItAndLeavesEverything()
    {
        using var waiting = await CreateAsync(40);

        var found = await waiting.FindAsync(text => EventJson.ReadCloudEvent(text) is { Subject: "s1" }, default);

        Assert.Equal(13, found.Select(event_ => event_.Id).Distinct().Count());
        Assert.Equal(40, (await TakeAllAsync()).Count);
    }

    [Fact]
    public async Task RemoveAsync_NoQueueOrOtherTexts_LeavesThem()
    {
        using var waiting = new WaitingEvents(_service);
        Assert.Equal(0, await waiting.RemoveAsync(_ => true, default));
        await _queue.CreateAsync();
        foreach (var text in new[] { "no JSON", "[]", "{\"source\":\"/elsewhere\"}", "{\"source\":\"/shops/waiting\",\"data\":1}" })
        {
            await _queue.SendMessageAsync(text);
        }

        Assert.Equal(0, await waiting.RemoveAsync(_ => true, default));
        Assert.Equal(4, (await TakeAllAsync()).Count);
    }

    private static ChurnEvent Event(int place) => new()
    {
        Shop = Shop, Id = $"e{place:D3}", Type = EventTypes.Classified, Subject = $"s{place % 3}", Number = place,
        At = new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero), Data = "{}",
    };

    private async Task<WaitingEvents> CreateAsync(int count)
    {
        await _queue.CreateIfNotExistsAsync();
        for (var place = 0; place < count; place++)
        {
            await new QueueEventSink(_service).SendAsync([Event(place)], default);
        }

        return new WaitingEvents(_service);
    }

    private async Task<List<QueueMessage>> TakeAllAsync()
    {
        var all = new List<QueueMessage>();
        while ((await _queue.ReceiveMessagesAsync(32, TimeSpan.FromMinutes(5))).Value is { Length: > 0 } messages)
        {
            all.AddRange(messages);
        }

        return all;
    }
}
