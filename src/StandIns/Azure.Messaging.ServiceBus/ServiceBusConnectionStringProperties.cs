namespace Azure.Messaging.ServiceBus;

public class ServiceBusConnectionStringProperties
{
    private const string Malformed = "The connection string could not be parsed; either it was malformed or contains no well-known tokens.";

    public Uri Endpoint { get; private set; }

    public string FullyQualifiedNamespace => Endpoint?.Host;

    public string EntityPath { get; private set; }

    public string SharedAccessKeyName { get; private set; }

    public string SharedAccessKey { get; private set; }

    public string SharedAccessSignature { get; private set; }

    internal bool UseDevelopmentEmulator { get; private set; }

    public static ServiceBusConnectionStringProperties Parse(string connectionString)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        var properties = new ServiceBusConnectionStringProperties();
        foreach (string pair in connectionString.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = pair.Split('=', 2, StringSplitOptions.TrimEntries);
            if (parts.Length != 2 || parts[1].Length == 0) throw new FormatException(Malformed);
            properties.Set(parts[0].ToLowerInvariant(), parts[1]);
        }

        return properties;
    }

    private void Set(string name, string value)
    {
        switch (name)
        {
            case "endpoint":
                Endpoint = ParseEndpoint(value);
                break;
            case "entitypath":
                EntityPath = value;
                break;
            case "sharedaccesskeyname":
                SharedAccessKeyName = value;
                break;
            case "sharedaccesskey":
                SharedAccessKey = value;
                break;
            case "sharedaccesssignature":
                SharedAccessSignature = value;
                break;
            case "usedevelopmentemulator":
                UseDevelopmentEmulator = bool.TryParse(value, out bool emulator) && emulator;
                break;
        }
    }

    private static Uri ParseEndpoint(string value)
    {
        string text = value.Contains("://", StringComparison.Ordinal) ? value : "sb://" + value;
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri uri) || Uri.CheckHostName(uri.Host) == UriHostNameType.Unknown)
        {
            throw new FormatException(Malformed);
        }

        return new UriBuilder("sb", uri.Host, uri.IsDefaultPort ? -1 : uri.Port).Uri;
    }
}
