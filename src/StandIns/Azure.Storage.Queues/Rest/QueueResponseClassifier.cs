using Azure.Core;

namespace Azure.Storage.Queues.Rest;

internal sealed class QueueResponseClassifier : ResponseClassifier
{
    public override bool IsRetriableResponse(HttpMessage message) =>
        (message.Response.Status >= 400
            && message.Response.Headers.TryGetValue("x-ms-error-code", out string code)
            && code is "InternalError" or "OperationTimedOut" or "ServerBusy")
        || base.IsRetriableResponse(message);
}
