using System.Collections.Concurrent;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Churn.LocalHost.Settings;
using Microsoft.Extensions.Logging;

namespace Churn.LocalHost.Queues;

/// <summary>Passes a queue's messages to one function, like the real host's listener.</summary>
internal sealed partial class QueueListener(
    QueueClient queue,
    QueueClient? poison,
    Func<QueueMessage, CancellationToken, Task> handler,
    QueueListenerOptions options,
    ILogger logger)
{
    // How long cancelled work may take to end before its message is released without it.
    private static readonly TimeSpan CancellationGrace = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<MessageLease, Task> _inFlight = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _invocations = new();
    private readonly PollingBackoff _backoff = new(options.Settings.MaxPollingInterval, options.Random);
    private readonly Signal _finished = new();
    private readonly Signal _woken = new();
    private Task _loop = Task.CompletedTask;
    private volatile bool _crashed;

    public QueueClient Queue => queue;

    public QueueClient? Poison => poison;

    public int InFlight => _inFlight.Count;

    private QueueSettings Settings => options.Settings;

    public void Start() => _loop = Task.Run(RunAsync);

    /// <summary>Ends the wait between two polls.</summary>
    public void Wake()
    {
        _backoff.Reset();
        _woken.Pulse();
    }

    /// <summary>Stops receiving, lets running work finish within the limit, and then releases the remaining messages.</summary>
    public async Task StopAsync(TimeSpan limit)
    {
        await _stopping.CancelAsync();
        await _loop;
        if (!await AllFinishedAsync(limit))
        {
            await _invocations.CancelAsync();
            await AllFinishedAsync(CancellationGrace);
        }

        foreach (var lease in _inFlight.Keys)
        {
            Log.GivenBack(logger, options.FunctionName);
            await lease.ReleaseAsync(TimeSpan.Zero);
        }
    }

    /// <summary>Stops like a killed process: no message is deleted, released or renewed any more.</summary>
    public async Task CrashAsync()
    {
        _crashed = true;
        await _stopping.CancelAsync();
        foreach (var lease in _inFlight.Keys)
            await lease.AbandonAsync();
        await _invocations.CancelAsync();
    }

    private async Task<bool> AllFinishedAsync(TimeSpan limit)
    {
        try
        {
            await Task.WhenAll(_inFlight.Values).WaitAsync(limit, options.Time);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private async Task RunAsync()
    {
        try
        {
            while (!_stopping.IsCancellationRequested)
            {
                await WaitForRoomAsync();
                var messages = await ReceiveAsync();
                foreach (var message in messages)
                    Begin(message);
                if (messages.Length == 0)
                    await IdleAsync();
                else
                    _backoff.Reset();
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    private async Task WaitForRoomAsync()
    {
        while (true)
        {
            var finished = _finished.Next;
            if (InFlight <= Settings.NewBatchThreshold)
                return;
            await finished.WaitAsync(_stopping.Token);
        }
    }

    // A stop does not cancel the request: the service may already have leased messages, which would then be lost until their lease expires.
    private async Task<QueueMessage[]> ReceiveAsync()
    {
        try
        {
            return (await queue.ReceiveMessagesAsync(Settings.BatchSize, options.Lease, CancellationToken.None)).Value;
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            return [];
        }
        catch (Exception exception)
        {
            // This includes failures without an answer, such as a connection lost in every attempt. The listener goes on after any of them.
            Log.ReceiveFailed(logger, exception, queue.Name);
            return [];
        }
    }

    private async Task IdleAsync()
    {
        var woken = _woken.Next;
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        await Task.WhenAny(woken, Task.Delay(_backoff.Next(), options.Time, enough.Token));
        await enough.CancelAsync();
    }

    private void Begin(QueueMessage message)
    {
        var lease = new MessageLease(queue, message, options.Lease, options.Time, logger);
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _inFlight[lease] = begun.Task;
        _ = WorkAsync();

        async Task WorkAsync()
        {
            try
            {
                await Task.Run(() => ProcessAsync(message, lease));
            }
            catch (Exception exception)
            {
                Log.EndFailed(logger, exception, queue.Name);
            }
            finally
            {
                await lease.DisposeAsync();
                _inFlight.TryRemove(lease, out _);
                begun.SetResult();
                _finished.Pulse();
            }
        }
    }

    private async Task ProcessAsync(QueueMessage message, MessageLease lease)
    {
        if (_crashed)
            return;
        if (_stopping.IsCancellationRequested)
        {
            await lease.ReleaseAsync(TimeSpan.Zero);
            return;
        }

        // A message comes back without having failed if its host died each time.
        if (message.DequeueCount > Settings.MaxDequeueCount)
        {
            await PoisonAsync(message, lease);
            return;
        }

        try
        {
            await handler(message, _invocations.Token);
        }
        catch (OperationCanceledException) when (_invocations.IsCancellationRequested)
        {
            await lease.ReleaseAsync(TimeSpan.Zero);
            return;
        }
        catch (Exception exception)
        {
            Log.Failed(logger, exception, options.FunctionName, message.DequeueCount, Settings.MaxDequeueCount);
            await (message.DequeueCount >= Settings.MaxDequeueCount
                ? PoisonAsync(message, lease)
                : lease.ReleaseAsync(Settings.VisibilityTimeout));
            return;
        }

        await lease.DeleteAsync();
    }

    /// <summary>
    /// Moves the message to the poison queue. It is copied before it is deleted: a crash may leave it in both, never in neither.
    /// </summary>
    private async Task PoisonAsync(QueueMessage message, MessageLease lease)
    {
        if (poison is null || _crashed)
        {
            await lease.AbandonAsync();
            return;
        }

        await poison.CreateIfNotExistsAsync();
        await poison.SendMessageAsync(message.Body);
        Log.Poisoned(logger, options.FunctionName, poison.Name);
        await lease.DeleteAsync();
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Queue function {Function} failed on delivery {DequeueCount} of {MaxDequeueCount}")]
        public static partial void Failed(ILogger logger, Exception exception, string function, long dequeueCount, int maxDequeueCount);

        [LoggerMessage(2, LogLevel.Error, "A message of queue function {Function} went to queue {Poison}")]
        public static partial void Poisoned(ILogger logger, string function, string poison);

        [LoggerMessage(3, LogLevel.Warning, "Queue {Queue} could not be read")]
        public static partial void ReceiveFailed(ILogger logger, Exception exception, string queue);

        [LoggerMessage(4, LogLevel.Warning, "A message of queue {Queue} could not be deleted or released; it is delivered again")]
        public static partial void EndFailed(ILogger logger, Exception exception, string queue);

        [LoggerMessage(5, LogLevel.Information, "A message of queue function {Function} was released unfinished")]
        public static partial void GivenBack(ILogger logger, string function);
    }
}

/// <summary>Wakes all waiting tasks. Read <see cref="Next"/> before checking the condition, so that no pulse is lost.</summary>
internal sealed class Signal
{
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Next => Volatile.Read(ref _next).Task;

    public void Pulse() =>
        Interlocked.Exchange(ref _next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
}
