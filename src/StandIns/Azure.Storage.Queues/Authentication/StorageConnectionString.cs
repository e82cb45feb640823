namespace Azure.Storage.Queues.Authentication;

// The queue part of a storage connection string.
internal sealed class StorageConnectionString
{
    // The emulator's account name and key are published: the same for everybody, worth nothing elsewhere.
    private const string EmulatorAccount = "devstoreaccount1";
    private const string EmulatorKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
    private const int EmulatorQueuePort = 10001;

    private StorageConnectionString(Uri queueEndpoint, StorageSharedKeyCredential credential, string accountName)
    {
        QueueEndpoint = queueEndpoint;
        Credential = credential;
        AccountName = accountName;
    }

    /// <summary>With the shared access signature as its query, if there is one.</summary>
    public Uri QueueEndpoint { get; }

    /// <summary>Null with a shared access signature or no credential at all.</summary>
    public StorageSharedKeyCredential Credential { get; }

    public string AccountName { get; }

    public static StorageConnectionString Parse(string text)
    {
        if (string.IsNullOrEmpty(text)) throw new ArgumentNullException("connectionString");
        Dictionary<string, string> settings = Split(text);
        if (settings.TryGetValue("UseDevelopmentStorage", out string emulator)) return Emulator(settings, emulator);
        settings.TryGetValue("AccountName", out string account);
        settings.TryGetValue("AccountKey", out string key);
        settings.TryGetValue("SharedAccessSignature", out string signature);
        if (key is not null && (account is null || signature is not null)) throw NoValidCombination();
        Uri endpoint = Endpoint(settings, account, hasCredential: key is not null || signature is not null);
        if (signature is not null) endpoint = WithQuery(endpoint, signature);
        return new StorageConnectionString(endpoint, key is null ? null : KeyCredential(account, key), account ?? QueueAddress.Of(endpoint).AccountName);
    }

    private static StorageConnectionString Emulator(Dictionary<string, string> settings, string value)
    {
        bool others = settings.Keys.Any(name => !IsAnyOf(name, "UseDevelopmentStorage", "DevelopmentStorageProxyUri"));
        if (!string.Equals(value, "true", StringComparison.OrdinalIgnoreCase) || others) throw NoValidCombination();
        var address = new UriBuilder("http", "127.0.0.1", EmulatorQueuePort, EmulatorAccount);
        if (settings.TryGetValue("DevelopmentStorageProxyUri", out string proxy))
        {
            var at = new Uri(proxy);
            (address.Scheme, address.Host) = (at.Scheme, at.Host);
        }

        return new StorageConnectionString(address.Uri, KeyCredential(EmulatorAccount, EmulatorKey), EmulatorAccount);
    }

    private static Uri Endpoint(Dictionary<string, string> settings, string account, bool hasCredential)
    {
        if (settings.TryGetValue("QueueEndpoint", out string stated))
        {
            return Uri.TryCreate(stated, UriKind.Absolute, out Uri uri) ? uri : throw NoValidCombination();
        }

        if (account is null || !hasCredential) throw NoValidCombination();
        string protocol = settings.GetValueOrDefault("DefaultEndpointsProtocol", "https");
        if (!IsAnyOf(protocol, "http", "https")) throw NoValidCombination();
        return new Uri($"{protocol}://{account}.queue.{settings.GetValueOrDefault("EndpointSuffix", "core.windows.net")}");
    }

    private static Uri WithQuery(Uri endpoint, string signature)
    {
        var builder = new UriBuilder(endpoint);
        string query = builder.Query.TrimStart('?');
        builder.Query = query.Length == 0 ? signature.TrimStart('?') : $"{query}&{signature.TrimStart('?')}";
        return builder.Uri;
    }

    private static StorageSharedKeyCredential KeyCredential(string account, string key)
    {
        try
        {
            return new StorageSharedKeyCredential(account, key);
        }
        catch (FormatException)
        {
            throw NoValidCombination();
        }
    }

    private static Dictionary<string, string> Split(string text)
    {
        var settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (string setting in text.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = setting.Split('=', 2);
            if (parts.Length != 2) throw new FormatException("Settings must be of the form \"name=value\".");
            if (!settings.TryAdd(parts[0], parts[1])) throw new FormatException($"Duplicate setting '{parts[0]}' found.");
        }

        return settings;
    }

    private static bool IsAnyOf(string value, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (string.Equals(value, name, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    private static FormatException NoValidCombination() => new("No valid combination of account information found.");
}
