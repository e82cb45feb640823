namespace Azure.Messaging.ServiceBus;

/// <summary>Kept so that configuration compiles and binds; this stand-in sends over HTTPS whatever it says.</summary>
public enum ServiceBusTransportType
{
    AmqpTcp = 0,
    AmqpWebSockets = 1,
}
