using System.Globalization;
using System.Xml.Linq;
using Azure.Core;
using Azure.Storage.Queues.Models;
using Azure.Storage.Queues.Rest;

namespace Azure.Storage.Queues;

// The overloads without optional parameters and those with them are all the original's: together they decide which one a call binds to.
public partial class QueueClient
{
    public virtual Response ClearMessages(CancellationToken cancellationToken = default) => ClearCore(false, cancellationToken).Completed();

    public virtual Task<Response> ClearMessagesAsync(CancellationToken cancellationToken = default) => ClearCore(true, cancellationToken);

    public virtual Response<SendReceipt> SendMessage(string messageText) => SendMessage(messageText, null);

    public virtual Task<Response<SendReceipt>> SendMessageAsync(string messageText) => SendMessageAsync(messageText, null);

    public virtual Response<SendReceipt> SendMessage(string messageText, CancellationToken cancellationToken = default) =>
        SendMessage(messageText, null, null, cancellationToken);

    public virtual Task<Response<SendReceipt>> SendMessageAsync(string messageText, CancellationToken cancellationToken = default) =>
        SendMessageAsync(messageText, null, null, cancellationToken);

    public virtual Response<SendReceipt> SendMessage(
        string messageText, TimeSpan? visibilityTimeout = null, TimeSpan? timeToLive = null, CancellationToken cancellationToken = default) =>
        SendCore(ToBody(messageText), visibilityTimeout, timeToLive, false, cancellationToken).Completed();

    public virtual Task<Response<SendReceipt>> SendMessageAsync(
        string messageText, TimeSpan? visibilityTimeout = null, TimeSpan? timeToLive = null, CancellationToken cancellationToken = default) =>
        SendCore(ToBody(messageText), visibilityTimeout, timeToLive, true, cancellationToken);

    public virtual Response<SendReceipt> SendMessage(
        BinaryData message, TimeSpan? visibilityTimeout = null, TimeSpan? timeToLive = null, CancellationToken cancellationToken = default) =>
        SendCore(message, visibilityTimeout, timeToLive, false, cancellationToken).Completed();

    public virtual Task<Response<SendReceipt>> SendMessageAsync(
        BinaryData message, TimeSpan? visibilityTimeout = null, TimeSpan? timeToLive = null, CancellationToken cancellationToken = default) =>
        SendCore(message, visibilityTimeout, timeToLive, true, cancellationToken);

    public virtual Response<QueueMessage[]> ReceiveMessages() => ReceiveMessages(null);

    public virtual Task<Response<QueueMessage[]>> ReceiveMessagesAsync() => ReceiveMessagesAsync(null);

    public virtual Response<QueueMessage[]> ReceiveMessages(CancellationToken cancellationToken = default) =>
        ReceiveMessages(null, null, cancellationToken);

    public virtual Task<Response<QueueMessage[]>> ReceiveMessagesAsync(CancellationToken cancellationToken = default) =>
        ReceiveMessagesAsync(null, null, cancellationToken);

    public virtual Response<QueueMessage[]> ReceiveMessages(
        int? maxMessages = null, TimeSpan? visibilityTimeout = null, CancellationToken cancellationToken = default) =>
        ReceiveCore(maxMessages, visibilityTimeout, false, cancellationToken).Completed();

    public virtual Task<Response<QueueMessage[]>> ReceiveMessagesAsync(
        int? maxMessages = null, TimeSpan? visibilityTimeout = null, CancellationToken cancellationToken = default) =>
        ReceiveCore(maxMessages, visibilityTimeout, true, cancellationToken);

    /// <returns>With a null value if no message was visible.</returns>
    public virtual Response<QueueMessage> ReceiveMessage(TimeSpan? visibilityTimeout = null, CancellationToken cancellationToken = default) =>
        FirstOf(ReceiveCore(1, visibilityTimeout, false, cancellationToken)).Completed();

    /// <returns>With a null value if no message was visible.</returns>
    public virtual Task<Response<QueueMessage>> ReceiveMessageAsync(TimeSpan? visibilityTimeout = null, CancellationToken cancellationToken = default) =>
        FirstOf(ReceiveCore(1, visibilityTimeout, true, cancellationToken));

    public virtual Response<PeekedMessage> PeekMessage(CancellationToken cancellationToken = default) =>
        FirstOf(PeekCore(1, false, cancellationToken)).Completed();

    public virtual Task<Response<PeekedMessage>> PeekMessageAsync(CancellationToken cancellationToken = default) =>
        FirstOf(PeekCore(1, true, cancellationToken));

    public virtual Response<PeekedMessage[]> PeekMessages(int? maxMessages = null, CancellationToken cancellationToken = default) =>
        PeekCore(maxMessages, false, cancellationToken).Completed();

    public virtual Task<Response<PeekedMessage[]>> PeekMessagesAsync(int? maxMessages = null, CancellationToken cancellationToken = default) =>
        PeekCore(maxMessages, true, cancellationToken);

    public virtual Response DeleteMessage(string messageId, string popReceipt, CancellationToken cancellationToken = default) =>
        DeleteMessageCore(messageId, popReceipt, false, cancellationToken).Completed();

    public virtual Task<Response> DeleteMessageAsync(string messageId, string popReceipt, CancellationToken cancellationToken = default) =>
        DeleteMessageCore(messageId, popReceipt, true, cancellationToken);

    public virtual Response<UpdateReceipt> UpdateMessage(
        string messageId, string popReceipt, string messageText = null, TimeSpan visibilityTimeout = default, CancellationToken cancellationToken = default) =>
        UpdateCore(messageId, popReceipt, ToBodyOrNull(messageText), visibilityTimeout, false, cancellationToken).Completed();

    public virtual Task<Response<UpdateReceipt>> UpdateMessageAsync(
        string messageId, string popReceipt, string messageText = null, TimeSpan visibilityTimeout = default, CancellationToken cancellationToken = default) =>
        UpdateCore(messageId, popReceipt, ToBodyOrNull(messageText), visibilityTimeout, true, cancellationToken);

    public virtual Response<UpdateReceipt> UpdateMessage(
        string messageId, string popReceipt, BinaryData message, TimeSpan visibilityTimeout = default, CancellationToken cancellationToken = default) =>
        UpdateCore(messageId, popReceipt, message, visibilityTimeout, false, cancellationToken).Completed();

    public virtual Task<Response<UpdateReceipt>> UpdateMessageAsync(
        string messageId, string popReceipt, BinaryData message, TimeSpan visibilityTimeout = default, CancellationToken cancellationToken = default) =>
        UpdateCore(messageId, popReceipt, message, visibilityTimeout, true, cancellationToken);

    /// <summary>Tells the handlers of <see cref="QueueClientOptions.MessageDecodingFailed"/>, one after the other.</summary>
    protected virtual async Task OnMessageDecodingFailedAsync(
        QueueMessage receivedMessage, PeekedMessage peekedMessage, bool isRunningSynchronously, CancellationToken cancellationToken)
    {
        if (_options.DecodingFailedHandlers is not { } handlers) return;
        var failed = new QueueMessageDecodingFailedEventArgs(this, receivedMessage, peekedMessage, isRunningSynchronously, cancellationToken);
        foreach (SyncAsyncEventHandler<QueueMessageDecodingFailedEventArgs> handler in handlers.GetInvocationList().Cast<SyncAsyncEventHandler<QueueMessageDecodingFailedEventArgs>>())
        {
            await handler(failed).ConfigureAwait(false);
        }
    }

    private static BinaryData ToBody(string text) => BinaryData.FromString(text ?? string.Empty);

    private static BinaryData ToBodyOrNull(string text) => text is null ? null : BinaryData.FromString(text);

    private static async Task<Response<T>> FirstOf<T>(Task<Response<T[]>> many)
    {
        Response<T[]> response = await many.ConfigureAwait(false);
        return Response.FromValue(response.Value.FirstOrDefault(), response.GetRawResponse());
    }

    private Task<Response> ClearCore(bool async, CancellationToken cancellationToken) =>
        _rest.SendAsync(_rest.Message(RequestMethod.Delete, _messagesUri), async, cancellationToken, 204);

    private async Task<Response<SendReceipt>> SendCore(
        BinaryData body, TimeSpan? visibilityTimeout, TimeSpan? timeToLive, bool async, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(body, "message");
        HttpMessage message = _rest.Message(RequestMethod.Post, _messagesUri);
        QueueRestClient.AddQuery(message, "visibilitytimeout", visibilityTimeout);
        QueueRestClient.AddQuery(message, "messagettl", timeToLive);
        QueueRestClient.AddBody(message, QueueMessageCodec.Encode(body, _options.MessageEncoding));
        Response response = await _rest.SendAsync(message, async, cancellationToken, 201).ConfigureAwait(false);
        return Response.FromValue(QueueXml.SendReceipt(QueueXml.Messages(response).Single()), response);
    }

    private async Task<Response<QueueMessage[]>> ReceiveCore(
        int? maxMessages, TimeSpan? visibilityTimeout, bool async, CancellationToken cancellationToken)
    {
        HttpMessage message = _rest.Message(RequestMethod.Get, _messagesUri);
        QueueRestClient.AddQuery(message, "numofmessages", maxMessages?.ToString(CultureInfo.InvariantCulture));
        QueueRestClient.AddQuery(message, "visibilitytimeout", visibilityTimeout);
        Response response = await _rest.SendAsync(message, async, cancellationToken, 200).ConfigureAwait(false);
        QueueMessage[] received = await DecodeAll(
            response, QueueXml.QueueMessage, raw => OnMessageDecodingFailedAsync(raw, null, !async, cancellationToken)).ConfigureAwait(false);
        return Response.FromValue(received, response);
    }

    private async Task<Response<PeekedMessage[]>> PeekCore(int? maxMessages, bool async, CancellationToken cancellationToken)
    {
        HttpMessage message = _rest.Message(RequestMethod.Get, _messagesUri);
        QueueRestClient.AddQuery(message, "peekonly", "true");
        QueueRestClient.AddQuery(message, "numofmessages", maxMessages?.ToString(CultureInfo.InvariantCulture));
        Response response = await _rest.SendAsync(message, async, cancellationToken, 200).ConfigureAwait(false);
        PeekedMessage[] peeked = await DecodeAll(
            response, QueueXml.PeekedMessage, raw => OnMessageDecodingFailedAsync(null, raw, !async, cancellationToken)).ConfigureAwait(false);
        return Response.FromValue(peeked, response);
    }

    // With a handler, a message that is not base64 goes to the handler and out of the answer; without one the whole call fails.
    private async Task<T[]> DecodeAll<T>(Response response, Func<XElement, BinaryData, T> make, Func<T, Task> failed)
    {
        var messages = new List<T>();
        foreach (XElement xml in QueueXml.Messages(response))
        {
            try
            {
                messages.Add(make(xml, QueueMessageCodec.Decode(xml, _options.MessageEncoding)));
            }
            catch (FormatException) when (_options.DecodingFailedHandlers is not null)
            {
                await failed(make(xml, QueueMessageCodec.Decode(xml, QueueMessageEncoding.None))).ConfigureAwait(false);
            }
        }

        return [.. messages];
    }

    private Task<Response> DeleteMessageCore(string messageId, string popReceipt, bool async, CancellationToken cancellationToken) =>
        _rest.SendAsync(OneMessage(RequestMethod.Delete, messageId, popReceipt), async, cancellationToken, 204);

    private async Task<Response<UpdateReceipt>> UpdateCore(
        string messageId, string popReceipt, BinaryData body, TimeSpan visibilityTimeout, bool async, CancellationToken cancellationToken)
    {
        HttpMessage message = OneMessage(RequestMethod.Put, messageId, popReceipt);
        QueueRestClient.AddQuery(message, "visibilitytimeout", visibilityTimeout);
        if (body is not null) QueueRestClient.AddBody(message, QueueMessageCodec.Encode(body, _options.MessageEncoding));
        Response response = await _rest.SendAsync(message, async, cancellationToken, 204).ConfigureAwait(false);
        response.Headers.TryGetValue("x-ms-popreceipt", out string receipt);
        response.Headers.TryGetValue("x-ms-time-next-visible", out string nextVisible);
        return Response.FromValue(new UpdateReceipt { PopReceipt = receipt, NextVisibleOn = QueueXml.Date(nextVisible) }, response);
    }

    private HttpMessage OneMessage(RequestMethod method, string messageId, string popReceipt)
    {
        ArgumentNullException.ThrowIfNull(messageId, nameof(messageId));
        ArgumentNullException.ThrowIfNull(popReceipt, nameof(popReceipt));
        HttpMessage message = _rest.Message(method, _messagesUri);
        message.Request.Uri.AppendPath("/", false);
        message.Request.Uri.AppendPath(messageId, true);
        QueueRestClient.AddQuery(message, "popreceipt", popReceipt);
        return message;
    }
}
