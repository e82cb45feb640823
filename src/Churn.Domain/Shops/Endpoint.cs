using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Churn.Domain.Shops;

/// <summary>An address to which a shop's events are posted.</summary>
public sealed class Endpoint
{
    private const string Prefix = "whsec_";

    /// <param name="options">Valid options: <see cref="FaultOf"/> finds nothing wrong with them.</param>
    public Endpoint(EndpointOptions options)
    {
        Url = new Uri(options.Url);
        Id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Url.AbsoluteUri)).AsSpan(0, 6));
        Keys = [.. options.Secrets.Select(secret => KeyOf(secret)!)];
        Types = [.. options.Types];
    }

    /// <summary>Derived from the address, so that an endpoint keeps its state when the list of endpoints changes.</summary>
    public string Id { get; }

    public Uri Url { get; }

    /// <summary>Keys of the signature, newest first.</summary>
    public ImmutableArray<byte[]> Keys { get; }

    /// <summary>Types of events to send; empty for all.</summary>
    public ImmutableHashSet<string> Types { get; }

    public bool Wants(string type) => Types.IsEmpty || Types.Contains(type);

    /// <summary>Returns what is wrong with the options, in one sentence without secrets; empty if nothing is wrong.</summary>
    public static string FaultOf(EndpointOptions options) =>
        !Uri.TryCreate(options.Url, UriKind.Absolute, out var url) ? "An endpoint's Url is not an absolute address."
        : url.Scheme != Uri.UriSchemeHttps && !(url.Scheme == Uri.UriSchemeHttp && url.IsLoopback) ? "An endpoint's Url is not https."
        : url.UserInfo.Length > 0 ? "An endpoint's Url holds a user's name or password."
        : options.Secrets.Count == 0 || options.Secrets.Any(secret => KeyOf(secret) is null)
            ? "An endpoint's Secrets are not whsec_ and base64 of 24 to 64 bytes."
        : options.Types.Any(type => !EventTypes.All.Contains(type)) ? "An endpoint's Types name an event type that does not exist."
        : "";

    private static byte[]? KeyOf(string? secret)
    {
        var text = secret?.Trim() ?? "";
        var key = new byte[text.Length];
        return text.StartsWith(Prefix, StringComparison.Ordinal)
            && Convert.TryFromBase64String(text[Prefix.Length..], key, out var length)
            && length is >= 24 and <= 64
                ? key[..length]
                : null;
    }
}

/// <summary>An address to which a shop's events are posted. Settings <c>Shops:{shop}:Endpoints:{n}:*</c>.</summary>
public sealed class EndpointOptions
{
    /// <summary>The address: https, or http on this machine.</summary>
    public string Url { get; set; } = "";

    /// <summary>
    /// Secrets of the signature, in the form of Standard Webhooks: <c>whsec_</c> and base64 of 24 to 64 bytes, newest first. Every secret
    /// signs each event, so that secrets can be rotated.
    /// </summary>
    public List<string> Secrets { get; set; } = [];

    /// <summary>Types of events to send; empty for all.</summary>
    public List<string> Types { get; set; } = [];
}
