using Azure.Core.Pipeline;

namespace Azure.Data.Tables.Authentication;

/// <summary>The forms of connection string that name a table service.</summary>
internal sealed record TableConnectionString(Uri Endpoint, string? AccountName, HttpPipelinePolicy Authentication)
{
    private const string DevelopmentAccount = "devstoreaccount1";

    // Not a secret: the key that every copy of the storage emulator is delivered with.
    private const string DevelopmentKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    public static TableConnectionString Parse(string connectionString)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        var settings = Split(connectionString);
        if (settings.TryGetValue("UseDevelopmentStorage", out var development) && development == "true")
            return Development(settings);

        settings.TryGetValue("AccountName", out var account);
        var endpoint = EndpointOf(settings, account);
        if (endpoint is not null && account is not null && settings.TryGetValue("AccountKey", out var key))
            return new TableConnectionString(endpoint, account, AuthenticationPolicy.ForKey(new TableSharedKeyCredential(account, key)));
        if (endpoint is not null && settings.TryGetValue("SharedAccessSignature", out var sas))
            return new TableConnectionString(endpoint, account, new SasPolicy(new AzureSasCredential(sas)));
        throw new ArgumentException("The connection string names no table service, or no key or signature for it.", nameof(connectionString));
    }

    private static TableConnectionString Development(Dictionary<string, string> settings)
    {
        var host = settings.TryGetValue("DevelopmentStorageProxyUri", out var proxy) ? new Uri(proxy) : new Uri("http://127.0.0.1");
        var endpoint = new UriBuilder(host.Scheme, host.Host, 10002, DevelopmentAccount).Uri;
        return new TableConnectionString(
            endpoint,
            DevelopmentAccount,
            AuthenticationPolicy.ForKey(new TableSharedKeyCredential(DevelopmentAccount, DevelopmentKey)));
    }

    private static Uri? EndpointOf(Dictionary<string, string> settings, string? account)
    {
        if (settings.TryGetValue("TableEndpoint", out var endpoint))
            return Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) ? uri : null;
        if (account is null)
            return null;
        var scheme = settings.GetValueOrDefault("DefaultEndpointsProtocol", "https");
        var suffix = settings.GetValueOrDefault("EndpointSuffix", "core.windows.net");
        return new Uri($"{scheme}://{account}.table.{suffix}/");
    }

    // The text may hold a key, so no message repeats any of it.
    private static Dictionary<string, string> Split(string connectionString)
    {
        var settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var segments = connectionString.EndsWith(';') ? connectionString[..^1] : connectionString;
        foreach (var segment in segments.Split(';'))
        {
            var parts = segment.Split('=', 2);
            if (parts.Length != 2 || parts[0].Trim().Length == 0 || parts[1].Trim().Length == 0)
                throw new InvalidOperationException("A segment of the connection string has no name or no value.");
            if (!settings.TryAdd(parts[0].Trim(), parts[1].Trim()))
                throw new InvalidOperationException($"The connection string has two settings named {parts[0].Trim()}.");
        }

        return settings;
    }
}
