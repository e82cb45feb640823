using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace Churn.LocalHost.Tests.Sample;

/// <summary>Does with a message what its id begins with.</summary>
public sealed class SampleServiceBusFunctions(Recorder recorder)
{
    [Function("SampleSessions")]
    public async Task RunAsync(
        [ServiceBusTrigger("%Queues:Bus%", Connection = "ServiceBus", IsSessionsEnabled = true, AutoCompleteMessages = false)] ServiceBusReceivedMessage message,
        ServiceBusMessageActions actions,
        CancellationToken cancellationToken)
    {
        await recorder.SeeAsync(message.MessageId, cancellationToken);
        await (message.MessageId.Split('-')[0] switch
        {
            "bad" => actions.DeadLetterMessageAsync(message, deadLetterReason: "Refused", deadLetterErrorDescription: "The field id is missing.", cancellationToken: cancellationToken),
            "later" => actions.AbandonMessageAsync(message, cancellationToken: cancellationToken),
            "crash" => throw new InvalidOperationException("The function failed."),
            _ => actions.CompleteMessageAsync(message, cancellationToken),
        });
    }
}
