using Azure;
using Azure.Storage.Queues;
using Churn.Testing.Azurite;

namespace Churn.Storage.Tests.Memory;

/// <summary>Makes every call to queues that this app makes, on the queues in memory and on those of Azurite.</summary>
public abstract class QueueClientContract
{
    private const string OutOfRange = "OutOfRangeQueryParameterValue";
    private const string Invalid = "InvalidQueryParameterValue";

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private static int _queues;

    protected abstract QueueServiceClient Service { get; }

    [Fact]
    public async Task SendMessageAsync_ThenReceived_GivesTheTextAndHoldsTheMessage()
    {
        var queue = await CreateAsync();

        var sent = (await queue.SendMessageAsync("text <with> 'ä' 😀")).Value;

        var received = Assert.Single((await queue.ReceiveMessagesAsync(32, Hour)).Value);
        Assert.Equal((sent.MessageId, "text <with> 'ä' 😀", 1L), (received.MessageId, received.MessageText, received.DequeueCount));
        Assert.Equal(received.MessageText, received.Body.ToString());
        Assert.Equal((TimeSpan.FromDays(7), sent.InsertionTime), (received.ExpiresOn - received.InsertedOn, received.InsertedOn));
        Assert.True(received.NextVisibleOn > received.InsertedOn + TimeSpan.FromMinutes(59));
        Assert.Empty((await queue.ReceiveMessagesAsync(32, Hour)).Value);
        Assert.Null((await queue.ReceiveMessageAsync(Hour)).Value);
        Assert.Equal(1, await CountAsync(queue));
    }

    [Fact]
    public async Task SendMessageAsync_WithADelay_IsCountedAndNotHandedOut()
    {
        var queue = await CreateAsync();

        var sent = (await queue.SendMessageAsync("later", visibilityTimeout: Hour)).Value;

        Assert.Equal(Hour, sent.TimeNextVisible - sent.InsertionTime);
        Assert.Empty((await queue.ReceiveMessagesAsync(32, Hour)).Value);
        Assert.Empty((await queue.PeekMessagesAsync(32)).Value);
        Assert.Equal(1, await CountAsync(queue));
    }

    [Fact]
    public async Task SendMessageAsync_TimeToLive_IsWhenItExpires()
    {
        var queue = await CreateAsync();

        var minute = (await queue.SendMessageAsync("a", timeToLive: TimeSpan.FromMinutes(1))).Value;
        var never = (await queue.SendMessageAsync("b", visibilityTimeout: null, timeToLive: TimeSpan.FromSeconds(-1))).Value;
        var fraction = (await queue.SendMessageAsync("c", timeToLive: TimeSpan.FromSeconds(90.7))).Value;

        Assert.Equal(TimeSpan.FromMinutes(1), minute.ExpirationTime - minute.InsertionTime);
        Assert.Equal(9999, never.ExpirationTime.Year);
        Assert.Equal(TimeSpan.FromSeconds(90), fraction.ExpirationTime - fraction.InsertionTime);
    }

    [Fact]
    public async Task SendMessageAsync_Bytes_AreTheText()
    {
        var queue = await CreateAsync();

        await queue.SendMessageAsync(BinaryData.FromString("{\"a\":\"ä\"}"));

        Assert.Equal("{\"a\":\"ä\"}", Assert.Single((await queue.PeekMessagesAsync(1)).Value).MessageText);
    }

    [Fact]
    public async Task SendMessageAsync_64KiB_IsTheLongest()
    {
        var queue = await CreateAsync();

        await queue.SendMessageAsync(new string('x', 64 * 1024));

        await RefusesAsync(413, "RequestBodyTooLarge", () => queue.SendMessageAsync(new string('x', (64 * 1024) + 1)));
        await RefusesAsync(413, "RequestBodyTooLarge", () => queue.SendMessageAsync(new string('ä', (32 * 1024) + 1)));
        Assert.Equal(1, await CountAsync(queue));
    }

    [Fact]
    public async Task SendMessageAsync_TimesOutOfRange_AreRefused()
    {
        var queue = await CreateAsync();

        await RefusesAsync(400, OutOfRange, () => queue.SendMessageAsync("a", visibilityTimeout: TimeSpan.FromDays(8)));
        await RefusesAsync(400, Invalid, () => queue.SendMessageAsync("a", visibilityTimeout: Hour, timeToLive: TimeSpan.FromMinutes(1)));
        await RefusesAsync(400, Invalid, () => queue.SendMessageAsync("a", timeToLive: TimeSpan.Zero));
    }

    [Fact]
    public async Task ReceiveMessagesAsync_Several_ComeInTheirOrderAndAsManyAsAsked()
    {
        var queue = await CreateAsync();
        for (var i = 0; i < 34; i++)
        {
            await queue.SendMessageAsync($"{i}");
        }

        var first = (await queue.ReceiveMessagesAsync(visibilityTimeout: Hour)).Value;
        var next = (await queue.ReceiveMessagesAsync(32, Hour)).Value;

        Assert.Equal("0", Assert.Single(first).MessageText);
        Assert.Equal(Enumerable.Range(1, 32).Select(i => $"{i}"), next.Select(message => message.MessageText));
        Assert.Equal("33", (await queue.ReceiveMessageAsync(Hour)).Value.MessageText);
        Assert.Equal(34, await CountAsync(queue));
    }

    [Fact]
    public async Task ReceiveMessagesAsync_NumbersOutOfRange_AreRefused()
    {
        var queue = await CreateAsync();

        await RefusesAsync(400, OutOfRange, () => queue.ReceiveMessagesAsync(33, Hour));
        await RefusesAsync(400, OutOfRange, () => queue.ReceiveMessagesAsync(1, TimeSpan.Zero));
        await RefusesAsync(400, OutOfRange, () => queue.ReceiveMessagesAsync(1, TimeSpan.FromDays(8)));
        await RefusesAsync(400, OutOfRange, () => queue.PeekMessagesAsync(33));
    }

    [Fact]
    public async Task PeekMessagesAsync_WhatIsInSight_StaysThere()
    {
        var queue = await CreateAsync();
        await queue.SendMessageAsync("a");
        await queue.SendMessageAsync("b");

        var peeked = (await queue.PeekMessagesAsync(32)).Value;

        Assert.Equal(["a", "b"], peeked.Select(message => message.MessageText));
        Assert.All(peeked, message => Assert.Equal(0L, message.DequeueCount));
        Assert.All(peeked, message => Assert.Equal(TimeSpan.FromDays(7), message.ExpiresOn - message.InsertedOn));
        Assert.Equal(2, (await queue.ReceiveMessagesAsync(32, Hour)).Value.Length);
    }

    [Fact]
    public async Task UpdateMessageAsync_BackInSight_IsHandedOutAgainWithItsTextAndCounted()
    {
        var queue = await CreateAsync();
        await queue.SendMessageAsync("a");
        var first = (await queue.ReceiveMessageAsync(Hour)).Value;

        await queue.UpdateMessageAsync(first.MessageId, first.PopReceipt, visibilityTimeout: TimeSpan.Zero);
        var second = (await queue.ReceiveMessageAsync(Hour)).Value;

        Assert.Equal((first.MessageId, first.InsertedOn), (second.MessageId, second.InsertedOn));
        Assert.Equal(("a", 2L), (second.MessageText, second.DequeueCount));
        Assert.NotEqual(first.PopReceipt, second.PopReceipt);
    }

    [Fact]
    public async Task UpdateMessageAsync_Longer_GivesANewReceiptAndStaysOutOfSight()
    {
        var queue = await CreateAsync();
        await queue.SendMessageAsync("a");
        var message = (await queue.ReceiveMessageAsync(TimeSpan.FromMinutes(1))).Value;

        var updated = (await queue.UpdateMessageAsync(message.MessageId, message.PopReceipt, "b", Hour)).Value;

        Assert.True(updated.NextVisibleOn > message.NextVisibleOn);
        await FailsAsync(() => queue.DeleteMessageAsync(message.MessageId, message.PopReceipt));
        await queue.UpdateMessageAsync(message.MessageId, updated.PopReceipt, visibilityTimeout: TimeSpan.Zero);
        Assert.Equal("b", (await queue.ReceiveMessageAsync(Hour)).Value.MessageText);
    }

    [Fact]
    public async Task DeleteMessageAsync_WithTheNewestReceipt_Removes()
    {
        var queue = await CreateAsync();
        await queue.SendMessageAsync("a");
        var message = (await queue.ReceiveMessageAsync(Hour)).Value;

        await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);

        Assert.Equal(0, await CountAsync(queue));
        var (id, receipt) = (message.MessageId, message.PopReceipt);
        await RefusesAsync(404, "MessageNotFound", () => queue.DeleteMessageAsync(id, receipt));
        await RefusesAsync(404, "MessageNotFound", () => queue.UpdateMessageAsync(id, receipt, visibilityTimeout: Hour));
    }

    [Fact]
    public async Task DeleteMessageAsync_WithTheSendersReceipt_Removes()
    {
        var queue = await CreateAsync();
        var sent = (await queue.SendMessageAsync("a")).Value;

        await queue.DeleteMessageAsync(sent.MessageId, sent.PopReceipt);

        Assert.Equal(0, await CountAsync(queue));
    }

    [Fact]
    public async Task DeleteMessageAsync_HandedOutToAnotherSince_IsRefused()
    {
        var queue = await CreateAsync();
        await queue.SendMessageAsync("a");
        var first = (await queue.ReceiveMessageAsync(Hour)).Value;
        await queue.UpdateMessageAsync(first.MessageId, first.PopReceipt, visibilityTimeout: TimeSpan.Zero);
        await queue.ReceiveMessageAsync(Hour);

        await FailsAsync(() => queue.DeleteMessageAsync(first.MessageId, first.PopReceipt));
        await FailsAsync(() => queue.UpdateMessageAsync(first.MessageId, first.PopReceipt, visibilityTimeout: Hour));

        Assert.Equal(1, await CountAsync(queue));
    }

    [Fact]
    public async Task EveryCall_NoSuchQueue_SaysSo()
    {
        var queue = Service.GetQueueClient("no-such-queue");

        await RefusesAsync(404, "QueueNotFound", () => queue.SendMessageAsync("a"));
        await RefusesAsync(404, "QueueNotFound", () => queue.ReceiveMessagesAsync(1, Hour));
        await RefusesAsync(404, "QueueNotFound", () => queue.PeekMessagesAsync(1));
        await RefusesAsync(404, "QueueNotFound", () => queue.GetPropertiesAsync());
        Assert.False((await queue.ExistsAsync()).Value);
        Assert.False((await queue.DeleteIfExistsAsync()).Value);
    }

    [Fact]
    public async Task CreateIfNotExistsAsync_Twice_KeepsWhatIsThere()
    {
        var queue = await CreateAsync();
        await queue.SendMessageAsync("a");

        Assert.Null(await queue.CreateIfNotExistsAsync());

        Assert.True((await queue.ExistsAsync()).Value);
        Assert.Equal(1, await CountAsync(queue));
    }

    [Fact]
    public async Task ClearMessagesAsync_AQueueWithMessages_IsEmpty()
    {
        var queue = await CreateAsync();
        await queue.SendMessageAsync("a");
        await queue.SendMessageAsync("b", visibilityTimeout: Hour);

        await queue.ClearMessagesAsync();

        Assert.Equal(0, await CountAsync(queue));
        Assert.True((await queue.DeleteIfExistsAsync()).Value);
        await RefusesAsync(404, "QueueNotFound", () => queue.GetPropertiesAsync());
    }

    [Fact]
    public async Task ReceiveMessagesAsync_ManyAtOnce_HandsEachOutOnce()
    {
        var queue = await CreateAsync();
        for (var i = 0; i < 40; i++)
        {
            await queue.SendMessageAsync($"{i}");
        }

        var received = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => queue.ReceiveMessagesAsync(5, Hour))));

        Assert.Equal(40, received.SelectMany(response => response.Value).DistinctBy(message => message.MessageText).Count());
    }

    [Fact]
    public async Task EveryCall_CancelledBefore_DoesNothing()
    {
        var queue = await CreateAsync();
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => queue.SendMessageAsync("a", cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => queue.ReceiveMessagesAsync(1, Hour, cancelled));

        Assert.Equal(0, await CountAsync(queue));
    }

    protected static async Task RefusesAsync(int status, string code, Func<Task> call)
    {
        var failure = await Assert.ThrowsAsync<RequestFailedException>(call);
        Assert.Equal((status, code), (failure.Status, failure.ErrorCode));
    }

    // Azure answers 400 or 404 for a receipt that is not the newest.
    private static async Task FailsAsync(Func<Task> call)
    {
        var failure = await Assert.ThrowsAsync<RequestFailedException>(call);
        Assert.True(failure.Status is 400 or 404, $"The status is {failure.Status}.");
    }

    protected static async Task<int> CountAsync(QueueClient queue) => (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount;

    protected async Task<QueueClient> CreateAsync()
    {
        var queue = Service.GetQueueClient($"contract-{Interlocked.Increment(ref _queues)}");
        Assert.NotNull(await queue.CreateIfNotExistsAsync());
        return queue;
    }
}

[Collection(AzuriteCollection.Name)]
public sealed class AzuriteQueueClientTests(AzuriteFixture azurite) : QueueClientContract
{
    protected override QueueServiceClient Service { get; } = new(azurite.ConnectionString);
}
