namespace Azure.Messaging.ServiceBus.Authorization;

internal sealed class SharedAccessSignatureSource(Func<string> signature) : ISharedAccessSource
{
    public string TokenFor(string resource) => signature();
}
