namespace Azure.Messaging.ServiceBus;

/// <inheritdoc cref="ServiceBusReceiver" />
public class ServiceBusSessionReceiver : ServiceBusReceiver
{
    protected ServiceBusSessionReceiver()
    {
    }
}
