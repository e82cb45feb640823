using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Messaging.ServiceBus.Http;

internal sealed class ServiceBusHttpOptions : ClientOptions
{
    public ServiceBusHttpOptions(ServiceBusRetryOptions retry, HttpPipelineTransport transport)
    {
        Transport = transport;
        Retry.Mode = retry.Mode == ServiceBusRetryMode.Fixed ? RetryMode.Fixed : RetryMode.Exponential;
        Retry.MaxRetries = retry.MaxRetries;
        Retry.Delay = retry.Delay;
        Retry.MaxDelay = retry.MaxDelay;
        Retry.NetworkTimeout = retry.TryTimeout;
    }
}
