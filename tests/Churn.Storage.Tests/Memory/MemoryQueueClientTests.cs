using Azure.Storage.Queues;
using Churn.Storage.Memory;
using Microsoft.Extensions.Time.Testing;

namespace Churn.Storage.Tests.Memory;

/// <summary>Tests, beside the contract, what happens as time passes.</summary>
public sealed class MemoryQueueClientTests : QueueClientContract
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));

    public MemoryQueueClientTests() => Service = new MemoryQueueServiceClient(_time);

    protected override QueueServiceClient Service { get; }

    [Fact]
    public async Task SendMessageAsync_WithADelay_ComesWhenItHasPassed()
    {
        var queue = await CreateAsync();
        await queue.SendMessageAsync("late", visibilityTimeout: TimeSpan.FromMinutes(10));
        await queue.SendMessageAsync("early", visibilityTimeout: TimeSpan.FromMinutes(5));

        _time.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromTicks(1));
        Assert.Equal(["early"], (await queue.PeekMessagesAsync(32)).Value.Select(message => message.MessageText));
        _time.Advance(TimeSpan.FromTicks(1));

        Assert.Equal(["early", "late"], (await queue.ReceiveMessagesAsync(32)).Value.Select(message => message.MessageText));
    }

    [Fact]
    public async Task ReceiveMessagesAsync_LeaseRunsOut_IsHandedOutAgain()
    {
        var queue = await CreateAsync();
        await queue.SendMessageAsync("a");
        var first = (await queue.ReceiveMessageAsync()).Value;

        _time.Advance(TimeSpan.FromSeconds(30));
        var second = (await queue.ReceiveMessageAsync()).Value;

        Assert.Equal((1L, 2L), (first.DequeueCount, second.DequeueCount));
        await Assert.ThrowsAsync<Azure.RequestFailedException>(() => queue.DeleteMessageAsync(first.MessageId, first.PopReceipt));
        await queue.DeleteMessageAsync(second.MessageId, second.PopReceipt);
    }

    [Fact]
    public async Task Messages_ThatExpire_AreGone()
    {
        var queue = await CreateAsync();
        await queue.SendMessageAsync("week");
        await queue.SendMessageAsync("hour", timeToLive: TimeSpan.FromHours(1));
        await queue.SendMessageAsync("never", timeToLive: TimeSpan.FromSeconds(-1));

        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(["week", "never"], (await queue.PeekMessagesAsync(32)).Value.Select(message => message.MessageText));
        _time.Advance(TimeSpan.FromDays(7));

        Assert.Equal(["never"], (await queue.PeekMessagesAsync(32)).Value.Select(message => message.MessageText));
        Assert.Equal(1, await CountAsync(queue));
    }

    [Fact]
    public async Task CallsThatThisAppDoesNotMake_FailAndSaySo()
    {
        var queue = await CreateAsync();

        await Assert.ThrowsAsync<NotSupportedException>(() => queue.GetAccessPolicyAsync());
    }
}
