using Azure.Core;
using Azure.Core.Pipeline;
using Churn.Domain.Telemetry;

namespace Churn.Storage.Telemetry;

/// <summary>Counts every request that a client sends. Goes behind the retries, so that each try counts: each is paid for.</summary>
internal sealed class MeasuringPolicy(ChurnMetrics metrics, string service) : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message)
    {
        metrics.Requested(service, message.Request.Method.Method);
        StorageRequests.Add();
    }
}
