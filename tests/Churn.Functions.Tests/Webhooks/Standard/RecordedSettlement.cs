using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace Churn.Functions.Tests.Webhooks.Standard;

/// <summary>What a function says of its messages, one line each.</summary>
internal sealed class RecordedSettlement : ServiceBusMessageActions
{
    public List<string> Lines { get; } = [];

    public override Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) => Add($"complete {message.MessageId}");

    public override Task AbandonMessageAsync(
        ServiceBusReceivedMessage message, IDictionary<string, object>? propertiesToModify = default, CancellationToken cancellationToken = default) => Add($"abandon {message.MessageId}");

    public override Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message, Dictionary<string, object>? propertiesToModify = default, string? deadLetterReason = default,
        string? deadLetterErrorDescription = default, CancellationToken cancellationToken = default) => Add($"dead {message.MessageId}: {deadLetterReason}: {deadLetterErrorDescription}");

    private Task Add(string line)
    {
        Lines.Add(line);
        return Task.CompletedTask;
    }
}
