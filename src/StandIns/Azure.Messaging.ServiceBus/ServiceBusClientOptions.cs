using System.Net;
using System.Net.Security;

namespace Azure.Messaging.ServiceBus;

public class ServiceBusClientOptions
{
    public ServiceBusTransportType TransportType { get; set; } = ServiceBusTransportType.AmqpTcp;

    /// <summary>Where to connect instead of the namespace's own address; signatures keep naming the namespace.</summary>
    public Uri CustomEndpointAddress { get; set; }

    public IWebProxy WebProxy { get; set; }

    public RemoteCertificateValidationCallback CertificateValidationCallback { get; set; }

    public TimeSpan ConnectionIdleTimeout
    {
        get;
        set => field = value >= TimeSpan.Zero ? value : throw new ArgumentOutOfRangeException(nameof(ConnectionIdleTimeout));
    } = TimeSpan.FromMinutes(1);

    public string Identifier { get; set; }

    public ServiceBusRetryOptions RetryOptions
    {
        get;
        set => field = value ?? throw new ArgumentNullException(nameof(RetryOptions));
    } = new();
}
