using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;

namespace Churn.LocalHost.Tests.Sample;

/// <summary>Has one function for each type that can hold a message.</summary>
public sealed class SampleTypedQueueFunctions(Recorder recorder)
{
    [Function("TypedObject")]
    public Task ObjectAsync([QueueTrigger("%Queues:Sample%-object")] SampleText message, CancellationToken cancellationToken) =>
        recorder.SeeAsync(message, cancellationToken);

    [Function("TypedBinary")]
    public Task BinaryAsync([QueueTrigger("%Queues:Sample%-binary")] BinaryData message, CancellationToken cancellationToken) =>
        recorder.SeeAsync(message, cancellationToken);

    [Function("TypedBytes")]
    public Task BytesAsync([QueueTrigger("%Queues:Sample%-bytes")] byte[] message, CancellationToken cancellationToken) =>
        recorder.SeeAsync(message, cancellationToken);

    [Function("TypedMessage")]
    public Task MessageAsync([QueueTrigger("%Queues:Sample%-message")] QueueMessage message, long dequeueCount, string id) =>
        recorder.SeeAsync((message, dequeueCount, id), CancellationToken.None);
}
