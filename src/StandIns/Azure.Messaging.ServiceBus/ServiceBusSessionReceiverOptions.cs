namespace Azure.Messaging.ServiceBus;

/// <summary>How a session is received; this stand-in receives none.</summary>
public class ServiceBusSessionReceiverOptions
{
    public int PrefetchCount { get; set; }

    public string Identifier { get; set; }
}
