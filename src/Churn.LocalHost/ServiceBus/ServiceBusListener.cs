using Azure.Messaging.ServiceBus;
using Churn.LocalHost.Functions;
using Churn.LocalHost.Settings;
using Microsoft.Extensions.Logging;

namespace Churn.LocalHost.ServiceBus;

/// <summary>Feeds one function from a queue with sessions: several sessions at once, the messages of each one after another.</summary>
internal sealed partial class ServiceBusListener(
    ServiceBusClient client, FunctionDescriptor function, ServiceBusFunctionTrigger trigger, FunctionInvoker invoker, ServiceBusSettings settings, TimeProvider time, ILogger logger)
{
    // One by one: a message that waits behind another loses its lock meanwhile.
    private const int Batch = 1;

    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _invocations = new();
    private Task _lanes = Task.CompletedTask;

    public void Start() => _lanes = Task.WhenAll(Enumerable.Range(0, settings.MaxConcurrentSessions).Select(_ => Task.Run(RunAsync)));

    /// <summary>Lets functions finish within the limit and cancels them then; what they have not settled comes again.</summary>
    public async Task StopAsync(TimeSpan limit)
    {
        await _stopping.CancelAsync();
        await _lanes.WaitAsync(limit, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _invocations.CancelAsync();
        await client.DisposeAsync();
    }

    private async Task RunAsync()
    {
        try
        {
            while (!_stopping.IsCancellationRequested)
            {
                try
                {
                    await using var session = await client.AcceptNextSessionAsync(trigger.QueueName, null, _stopping.Token);
                    await DrainAsync(session);
                }
                catch (ServiceBusException failure) when (failure.Reason == ServiceBusFailureReason.ServiceTimeout)
                {
                    // Nobody sends.
                }
                catch (Exception failure) when (failure is ServiceBusException or UnauthorizedAccessException or TimeoutException)
                {
                    Log.NotReceived(logger, failure, trigger.QueueName);
                    await Task.Delay(AfterFailure, time, _stopping.Token);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
        catch (NotSupportedException failure)
        {
            Log.NotReceived(logger, failure, trigger.QueueName);
        }
    }

    private async Task DrainAsync(ServiceBusSessionReceiver session)
    {
        while (!_stopping.IsCancellationRequested
            && await session.ReceiveMessagesAsync(Batch, settings.SessionIdleTimeout, _stopping.Token) is [var message, ..])
        {
            var actions = new SessionMessageActions(session);
            try
            {
                await invoker.InvokeAsync(new(function, message) { Settlement = actions }, _invocations.Token);
            }
            catch (Exception exception) when (exception is not ServiceBusException)
            {
                Log.Failed(logger, exception, function.Name, message.DeliveryCount);
                if (!actions.Settled)
                    await actions.AbandonMessageAsync(message, cancellationToken: CancellationToken.None);
            }

            // What follows must not overtake it, and somebody else's session may have its turn.
            if (actions.Abandoned)
                return;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Queue {Queue} of Service Bus could not be received from")]
        public static partial void NotReceived(ILogger logger, Exception exception, string queue);

        [LoggerMessage(2, LogLevel.Error, "Service Bus function {Function} failed on delivery {DeliveryCount}")]
        public static partial void Failed(ILogger logger, Exception exception, string function, int deliveryCount);
    }
}
