using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Azure.Messaging.ServiceBus.Authorization;

// Makes tokens from a key and keeps each until it has little life left, or the key was changed.
internal sealed class SharedAccessKeySource(Func<(string Name, string Key)> key, TimeProvider time) : ISharedAccessSource
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    // Longer than any request and its retries may take, and than clocks usually differ.
    public static readonly TimeSpan RenewBefore = TimeSpan.FromMinutes(7);

    private readonly ConcurrentDictionary<string, Token> _tokens = new(StringComparer.Ordinal);

    public string TokenFor(string resource)
    {
        (string name, string value) = key();
        DateTimeOffset now = time.GetUtcNow();
        if (_tokens.TryGetValue(resource, out Token kept) && kept.Name == name && kept.Key == value && now < kept.Expires - RenewBefore)
        {
            return kept.Text;
        }

        DateTimeOffset expires = now + Lifetime;
        var made = new Token(name, value, expires, Make(resource, name, value, expires));
        _tokens[resource] = made;
        return made.Text;
    }

    private static string Make(string resource, string name, string key, DateTimeOffset expires)
    {
        string encoded = Uri.EscapeDataString(resource);
        string until = expires.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes($"{encoded}\n{until}"));
        return $"SharedAccessSignature sr={encoded}&sig={Uri.EscapeDataString(Convert.ToBase64String(signature))}&se={until}&skn={Uri.EscapeDataString(name)}";
    }

    private sealed record Token(string Name, string Key, DateTimeOffset Expires, string Text);
}
