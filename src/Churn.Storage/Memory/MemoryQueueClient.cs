using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace Churn.Storage.Memory;

/// <summary>
/// A client of a queue in this process. It answers as Azure does, and refuses what Azure refuses. Calls that this app does not make fail.
/// </summary>
internal sealed class MemoryQueueClient(string name, MemoryQueue queue)
    : QueueClient(new Uri(MemoryAccount.Queues, name), MemoryAccount.QueueOptions)
{
    private const int Ok = 200;
    private const int Created = 201;
    private const int NoContent = 204;
    private const int NotFound = 404;

    // The real client returns null if the queue already exists.
    public override Task<Response?> CreateIfNotExistsAsync(
        IDictionary<string, string>? metadata = null, CancellationToken cancellationToken = default) =>
        MemoryCall.RunAsync<Response?>(() => queue.TryCreate() ? new MemoryResponse(Created) : null, cancellationToken);

    public override Task<Response<bool>> ExistsAsync(CancellationToken cancellationToken = default) =>
        MemoryCall.RunAsync(() => Answer(queue.Exists, queue.Exists ? Ok : NotFound), cancellationToken);

    public override Task<Response<bool>> DeleteIfExistsAsync(CancellationToken cancellationToken = default) => MemoryCall.RunAsync(
        () =>
        {
            var deleted = queue.TryDelete();
            return Answer(deleted, deleted ? NoContent : NotFound);
        },
        cancellationToken);

    public override Task<Response> ClearMessagesAsync(CancellationToken cancellationToken = default) => MemoryCall.RunAsync<Response>(
        () =>
        {
            queue.Clear();
            return new MemoryResponse(NoContent);
        },
        cancellationToken);

    public override Task<Response<QueueProperties>> GetPropertiesAsync(CancellationToken cancellationToken = default) =>
        MemoryCall.RunAsync(
            () => Answer(QueuesModelFactory.QueueProperties(new Dictionary<string, string>(), (long)queue.Count())), cancellationToken);

    public override Task<Response<SendReceipt>> SendMessageAsync(string messageText, CancellationToken cancellationToken = default) =>
        SendMessageAsync(messageText, null, null, cancellationToken);

    public override Task<Response<SendReceipt>> SendMessageAsync(
        BinaryData message,
        TimeSpan? visibilityTimeout = null,
        TimeSpan? timeToLive = null,
        CancellationToken cancellationToken = default) =>
        SendMessageAsync(message.ToString(), visibilityTimeout, timeToLive, cancellationToken);

    public override Task<Response<SendReceipt>> SendMessageAsync(
        string messageText,
        TimeSpan? visibilityTimeout = null,
        TimeSpan? timeToLive = null,
        CancellationToken cancellationToken = default) =>
        MemoryCall.RunAsync(() => Answer(queue.Send(messageText, visibilityTimeout, timeToLive).ToSent(), Created), cancellationToken);

    public override Task<Response<QueueMessage[]>> ReceiveMessagesAsync(
        int? maxMessages = null, TimeSpan? visibilityTimeout = null, CancellationToken cancellationToken = default) => MemoryCall.RunAsync(
        () => Answer(queue.Receive(maxMessages, visibilityTimeout).Select(message => message.ToReceived()).ToArray()),
        cancellationToken);

    // The real client's response holds null if there is no message.
    public override Task<Response<QueueMessage>> ReceiveMessageAsync(
        TimeSpan? visibilityTimeout = null, CancellationToken cancellationToken = default) => MemoryCall.RunAsync(
        () => Answer(queue.Receive(1, visibilityTimeout).Select(message => message.ToReceived()).FirstOrDefault()!),
        cancellationToken);

    public override Task<Response<PeekedMessage[]>> PeekMessagesAsync(
        int? maxMessages = null, CancellationToken cancellationToken = default) =>
        MemoryCall.RunAsync(() => Answer(queue.Peek(maxMessages).Select(message => message.ToPeeked()).ToArray()), cancellationToken);

    public override Task<Response<UpdateReceipt>> UpdateMessageAsync(
        string messageId,
        string popReceipt,
        string? messageText = null,
        TimeSpan visibilityTimeout = default,
        CancellationToken cancellationToken = default) => MemoryCall.RunAsync(
        () => Answer(queue.Update(messageId, popReceipt, messageText, visibilityTimeout).ToUpdated(), NoContent),
        cancellationToken);

    public override Task<Response> DeleteMessageAsync(string messageId, string popReceipt, CancellationToken cancellationToken = default) =>
        MemoryCall.RunAsync<Response>(
            () =>
            {
                queue.Delete(messageId, popReceipt);
                return new MemoryResponse(NoContent);
            },
            cancellationToken);

    private static Response<T> Answer<T>(T value, int status = Ok) => Response.FromValue(value, new MemoryResponse(status));
}
