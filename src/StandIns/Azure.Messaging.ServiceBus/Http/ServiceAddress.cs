namespace Azure.Messaging.ServiceBus.Http;

/// <summary>A namespace's name, and where its HTTPS API answers.</summary>
internal sealed record ServiceAddress(string Namespace, Uri Uri)
{
    public static ServiceAddress Of(string fullyQualifiedNamespace)
    {
        ArgumentException.ThrowIfNullOrEmpty(fullyQualifiedNamespace);

        // The original takes a whole URI in place of the name, because portals hand it out like that.
        string name = Uri.TryCreate(fullyQualifiedNamespace, UriKind.Absolute, out Uri uri) && uri.Host.Length > 0 ? uri.Host : fullyQualifiedNamespace;
        return Uri.CheckHostName(name) == UriHostNameType.Unknown
            ? throw new ArgumentException("The value is not a well-formed Service Bus fully qualified namespace.", nameof(fullyQualifiedNamespace))
            : new ServiceAddress(name, new UriBuilder(Uri.UriSchemeHttps, name).Uri);
    }

    public static ServiceAddress Of(ServiceBusConnectionStringProperties properties)
    {
        // As with the original, the emulator is the one case without TLS and where a port in the endpoint counts.
        string scheme = properties.UseDevelopmentEmulator ? Uri.UriSchemeHttp : Uri.UriSchemeHttps;
        return new ServiceAddress(properties.FullyQualifiedNamespace, new UriBuilder(scheme, properties.Endpoint.Host, properties.Endpoint.Port).Uri);
    }
}
