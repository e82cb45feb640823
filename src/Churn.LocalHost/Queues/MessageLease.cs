using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;

namespace Churn.LocalHost.Queues;

/// <summary>
/// Keeps a received message invisible to other receivers while it is processed, and ends the lease exactly once: by a delete, a release or
/// by letting it expire. The renewal and the end both need the newest pop receipt, and each makes a new one, so they run one after another.
/// A call after the end does nothing.
/// </summary>
internal sealed partial class MessageLease : IAsyncDisposable
{
    private readonly QueueClient _queue;
    private readonly QueueMessage _message;
    private readonly TimeSpan _length;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _turn = new(1);
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _renewal;
    private string _popReceipt;
    private bool _ended;

    public MessageLease(QueueClient queue, QueueMessage message, TimeSpan length, TimeProvider time, ILogger logger)
    {
        _queue = queue;
        _message = message;
        _length = length;
        _time = time;
        _logger = logger;
        _popReceipt = message.PopReceipt;
        _renewal = RenewAsync();
    }

    public Task DeleteAsync() => EndAsync(() => _queue.DeleteMessageAsync(_message.MessageId, _popReceipt));

    /// <summary>Makes the message visible to all receivers after the given time.</summary>
    public Task ReleaseAsync(TimeSpan visibilityTimeout) =>
        EndAsync(() => _queue.UpdateMessageAsync(_message.MessageId, _popReceipt, visibilityTimeout: visibilityTimeout));

    /// <summary>Stops the renewal, so that the message becomes visible again when its lease expires.</summary>
    public Task AbandonAsync() => EndAsync(() => Task.CompletedTask);

    public async ValueTask DisposeAsync()
    {
        await AbandonAsync();
        await _renewal;
        _ending.Dispose();
    }

    private async Task EndAsync(Func<Task> end)
    {
        await _turn.WaitAsync();
        try
        {
            if (_ended)
                return;
            _ended = true;
            await _ending.CancelAsync();
            await end();
        }
        catch (RequestFailedException exception) when (IsGone(exception))
        {
            // The lease expired and another receiver has the message now. The real host ignores this too.
            Log.Lost(_logger, _message.MessageId);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task RenewAsync()
    {
        var wait = _length / 2;
        try
        {
            while (true)
            {
                await Task.Delay(wait, _time, _ending.Token);
                wait = await TryRenewAsync() ? _length / 2 : _length / 10;
            }
        }
        catch (OperationCanceledException)
        {
            // The message is processed.
        }
    }

    private async Task<bool> TryRenewAsync()
    {
        await _turn.WaitAsync(_ending.Token);
        try
        {
            if (_ended)
                return true;
            var receipt = await _queue.UpdateMessageAsync(_message.MessageId, _popReceipt, visibilityTimeout: _length);
            _popReceipt = receipt.Value.PopReceipt;
            return true;
        }
        catch (RequestFailedException exception) when (IsGone(exception))
        {
            // The lease expired before the renewal. The work goes on in parallel to the second delivery, and its end
            // finds nothing to delete.
            Log.RanOut(_logger, _message.MessageId);
            await _ending.CancelAsync();
            return false;
        }
        catch (Exception exception)
        {
            Log.NotRenewed(_logger, exception, _message.MessageId);
            return false;
        }
        finally
        {
            _turn.Release();
        }
    }

    private static bool IsGone(RequestFailedException exception) =>
        exception.Status == 404 || exception.ErrorCode is "PopReceiptMismatch" or "MessageNotFound";

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "The lease of message {MessageId} had expired when its work ended")]
        public static partial void Lost(ILogger logger, string messageId);

        [LoggerMessage(
            3, LogLevel.Warning, "The lease of message {MessageId} expired before it was renewed; it is delivered a second time")]
        public static partial void RanOut(ILogger logger, string messageId);

        [LoggerMessage(2, LogLevel.Warning, "The lease of message {MessageId} could not be renewed; trying again")]
        public static partial void NotRenewed(ILogger logger, Exception exception, string messageId);
    }
}
