using Azure;
using Azure.Core;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Churn.TestSupport.Azurite;

namespace Churn.Storage.Tests.StandIns.Queues;

[Collection(AzuriteCollection.Name)]
public sealed class QueueDeliveryTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task ReceiveMessageAsync_VisibilityTimeoutOver_DeliversAgainWithANewReceipt()
    {
        QueueClient queue = await QueueLab.CreateAsync(azurite);
        await queue.SendMessageAsync("once more");

        QueueMessage first = await queue.ReceiveMessageAsync(TimeSpan.FromSeconds(1));
        QueueMessage? hidden = await queue.ReceiveMessageAsync();
        QueueMessage second = await QueueLab.AskUntilAsync(async () => (await queue.ReceiveMessageAsync()).Value, message => message is not null);

        Assert.Null(hidden);
        Assert.Equal(first.MessageId, second.MessageId);
        Assert.NotEqual(first.PopReceipt, second.PopReceipt);
        Assert.Equal((1L, 2L), (first.DequeueCount, second.DequeueCount));
        Assert.True(first.NextVisibleOn > first.InsertedOn && first.ExpiresOn > first.NextVisibleOn);
    }

    [Fact]
    public async Task SendMessageAsync_WithVisibilityTimeout_IsCountedButNotVisible()
    {
        QueueClient queue = await QueueLab.CreateAsync(azurite);

        SendReceipt sent = await queue.SendMessageAsync("later", visibilityTimeout: TimeSpan.FromHours(1));

        Assert.Equal(TimeSpan.FromHours(1), sent.TimeNextVisible - sent.InsertionTime);
        Assert.Equal(TimeSpan.FromDays(7), sent.ExpirationTime - sent.InsertionTime);
        Assert.Null((await queue.PeekMessageAsync()).Value);
        Assert.Empty((await queue.ReceiveMessagesAsync(32)).Value);
        Assert.Equal(1, (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount);
    }

    [Fact]
    public async Task SendMessageAsync_TimeToLiveOver_MessageIsGone()
    {
        QueueClient queue = await QueueLab.CreateAsync(azurite);

        SendReceipt sent = await queue.SendMessageAsync("short-lived", timeToLive: TimeSpan.FromSeconds(1));
        PeekedMessage[] left = await QueueLab.AskUntilAsync(async () => (await queue.PeekMessagesAsync(32)).Value, messages => messages.Length == 0);

        Assert.Equal(TimeSpan.FromSeconds(1), sent.ExpirationTime - sent.InsertionTime);
        Assert.Empty(left);
    }

    [Fact]
    public async Task SendMessageAsync_NegativeTimeToLive_NeverExpires()
    {
        QueueClient queue = await QueueLab.CreateAsync(azurite);

        SendReceipt sent = await queue.SendMessageAsync("for ever", timeToLive: TimeSpan.FromSeconds(-1));

        Assert.Equal(9999, sent.ExpirationTime.Year);
    }

    [Fact]
    public async Task UpdateMessageAsync_NewText_ChangesTextAndReceiptAndMakesTheOldReceiptStale()
    {
        QueueClient queue = await QueueLab.CreateAsync(azurite);
        await queue.SendMessageAsync("before");
        QueueMessage received = await queue.ReceiveMessageAsync();

        UpdateReceipt receipt = await queue.UpdateMessageAsync(received.MessageId, received.PopReceipt, "after", TimeSpan.FromMinutes(5));
        QueueMessage updated = received.Update(receipt);
        var stale = await Assert.ThrowsAsync<RequestFailedException>(() => queue.DeleteMessageAsync(received.MessageId, received.PopReceipt));

        Assert.Equal(400, stale.Status);
        Assert.Equal(QueueErrorCode.PopReceiptMismatch, stale.ErrorCode);
        Assert.NotEqual(received.PopReceipt, updated.PopReceipt);
        Assert.Equal((received.MessageId, received.DequeueCount), (updated.MessageId, updated.DequeueCount));
        Assert.True(updated.NextVisibleOn > received.NextVisibleOn);
        receipt = await queue.UpdateMessageAsync(updated.MessageId, updated.PopReceipt, visibilityTimeout: TimeSpan.Zero);
        Assert.Equal("after", (await queue.ReceiveMessageAsync()).Value.MessageText);
        Assert.False(string.IsNullOrEmpty(receipt.PopReceipt));
    }

    [Fact]
    public async Task DeleteMessageAsync_DeletedAlready_Is404MessageNotFound()
    {
        QueueClient queue = await QueueLab.CreateAsync(azurite);
        SendReceipt sent = await queue.SendMessageAsync("gone");

        using Response deleted = await queue.DeleteMessageAsync(sent.MessageId, sent.PopReceipt);
        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => queue.DeleteMessageAsync(sent.MessageId, sent.PopReceipt));

        Assert.Equal(204, deleted.Status);
        Assert.Equal(404, failure.Status);
        Assert.Equal(QueueErrorCode.MessageNotFound, failure.ErrorCode);
    }

    [Fact]
    public async Task DeleteMessageAsync_ReplyLost_RetryFindsItGoneAndTouchesNothingElse()
    {
        var recording = new RecordingPolicy();
        QueueClient queue = await QueueLab.CreateAsync(azurite, QueueLab.Options(QueueMessageEncoding.None, recording, new LostReplyPolicy(RequestMethod.Delete)));
        await queue.SendMessageAsync("first");
        await queue.SendMessageAsync("second");
        QueueMessage first = await queue.ReceiveMessageAsync();

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => queue.DeleteMessageAsync(first.MessageId, first.PopReceipt));

        Assert.Equal(QueueErrorCode.MessageNotFound, failure.ErrorCode);
        Assert.Equal(2, recording.Tries.Count(sent => sent.Method == "DELETE"));
        Assert.Equal("second", Assert.Single((await queue.ReceiveMessagesAsync(32)).Value).MessageText);
        Assert.Equal(1, (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount);
    }

    [Fact]
    public async Task SendMessageAsync_ReplyLost_RetrySendsASecondCopy()
    {
        // What makes every consumer of ours idempotent: the service has no way to know the retry for what it is.
        QueueClient queue = await QueueLab.CreateAsync(azurite, QueueLab.Options(QueueMessageEncoding.None, new LostReplyPolicy(RequestMethod.Post)));

        await queue.SendMessageAsync("twice");

        Assert.Equal(["twice", "twice"], (await queue.ReceiveMessagesAsync(32)).Value.Select(message => message.MessageText));
    }

    [Fact]
    public async Task ReceiveMessagesAsync_EightReceiversAtOnce_EachMessageGoesToOne()
    {
        const int count = 120;
        QueueClient queue = await QueueLab.CreateAsync(azurite);
        await Task.WhenAll(Enumerable.Range(0, count).Select(i => queue.SendMessageAsync($"{i}")));

        string[][] received = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => DrainAsync(queue)));

        Assert.Equal(Enumerable.Range(0, count), received.SelectMany(texts => texts).Select(int.Parse).Order());
    }

    [Fact]
    public async Task ClearMessagesAsync_HiddenAndVisibleMessages_RemovesBoth()
    {
        QueueClient queue = await QueueLab.CreateAsync(azurite);
        await queue.SendMessageAsync("visible");
        await queue.SendMessageAsync("hidden", visibilityTimeout: TimeSpan.FromHours(1));

        await queue.ClearMessagesAsync();

        Assert.Equal(0L, (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCountLong);
    }

    [Fact]
    public async Task ReceiveMessagesAsync_MoreThanTheServiceAllows_Is400()
    {
        QueueClient queue = await QueueLab.CreateAsync(azurite);

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => queue.ReceiveMessagesAsync(queue.MaxPeekableMessages + 1));

        Assert.Equal((400, QueueErrorCode.OutOfRangeQueryParameterValue), (failure.Status, failure.ErrorCode));
    }

    [Fact]
    public async Task SynchronousCalls_SendReceiveUpdateDelete_DoWhatTheAsyncOnesDo()
    {
        QueueClient queue = await QueueLab.CreateAsync(azurite);

        queue.SendMessage("sync");
        QueueMessage received = queue.ReceiveMessage();
        UpdateReceipt updated = queue.UpdateMessage(received.MessageId, received.PopReceipt, "sync 2", TimeSpan.FromMinutes(1));
        using Response deleted = queue.DeleteMessage(received.MessageId, updated.PopReceipt);

        Assert.Equal("sync", received.MessageText);
        Assert.Equal(204, deleted.Status);
        Assert.Empty(queue.PeekMessages(32).Value);
    }

    private static async Task<string[]> DrainAsync(QueueClient queue)
    {
        var texts = new List<string>();
        while ((await queue.ReceiveMessagesAsync(7, TimeSpan.FromHours(1))).Value is { Length: > 0 } messages)
        {
            foreach (QueueMessage message in messages)
            {
                texts.Add(message.MessageText);
                await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
            }
        }

        return [.. texts];
    }
}
