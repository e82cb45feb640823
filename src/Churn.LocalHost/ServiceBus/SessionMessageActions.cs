using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace Churn.LocalHost.ServiceBus;

/// <summary>Settles a function's message by the session that it came in.</summary>
internal sealed class SessionMessageActions(ServiceBusReceiver session) : ServiceBusMessageActions
{
    /// <summary>Whether the function has said what becomes of its message.</summary>
    public bool Settled { get; private set; }

    /// <summary>Whether it gave the message back.</summary>
    public bool Abandoned { get; private set; }

    public override async Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default)
    {
        await session.CompleteMessageAsync(message, cancellationToken);
        Settled = true;
    }

    public override async Task AbandonMessageAsync(
        ServiceBusReceivedMessage message, IDictionary<string, object>? propertiesToModify = default, CancellationToken cancellationToken = default)
    {
        await session.AbandonMessageAsync(message, propertiesToModify, cancellationToken);
        Settled = Abandoned = true;
    }

    // The receiver has an overload with both, which neither package set needs otherwise: changed properties are not supported here.
    public override async Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message, Dictionary<string, object>? propertiesToModify = default, string? deadLetterReason = default,
        string? deadLetterErrorDescription = default, CancellationToken cancellationToken = default)
    {
        if (propertiesToModify is { Count: > 0 })
            throw new NotSupportedException("Churn.LocalHost changes no properties of a message that goes to the dead letters.");
        await session.DeadLetterMessageAsync(message, deadLetterReason, deadLetterErrorDescription, cancellationToken);
        Settled = true;
    }
}
