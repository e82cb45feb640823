using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Churn.Domain.Events;

namespace Churn.Domain.Endpoints;

/// <summary>An address of a shop's that events are sent to.</summary>
public sealed class Endpoint
{
    private const string Prefix = "whsec_";

    /// <param name="options">Checked; see <see cref="FaultOf"/>.</param>
    public Endpoint(EndpointOptions options)
    {
        Url = new Uri(options.Url);
        Id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Url.AbsoluteUri)).AsSpan(0, 6));
        Keys = [.. options.Secrets.Select(secret => KeyOf(secret)!)];
        Types = [.. options.Types];
    }

    /// <summary>Made of the address, so that what is known of it stays its own when the list changes.</summary>
    public string Id { get; }

    public Uri Url { get; }

    /// <summary>Keys of the signature, newest first.</summary>
    public ImmutableArray<byte[]> Keys { get; }

    /// <summary>Types of events to send; empty: all.</summary>
    public ImmutableHashSet<string> Types { get; }

    public bool Wants(string type) => Types.IsEmpty || Types.Contains(type);

    /// <summary>What is wrong with the options, in one sentence that names no secret; empty: nothing.</summary>
    public static string FaultOf(EndpointOptions options) =>
        !Uri.TryCreate(options.Url, UriKind.Absolute, out var url) ? "An endpoint's Url is no address."
        : url.Scheme != Uri.UriSchemeHttps && !(url.Scheme == Uri.UriSchemeHttp && url.IsLoopback) ? "An endpoint's Url is not https."
        : url.UserInfo.Length > 0 ? "An endpoint's Url holds a user's name or password."
        : options.Secrets.Count == 0 || options.Secrets.Any(secret => KeyOf(secret) is null) ? "An endpoint's Secrets are not whsec_ and base64 of 24 to 64 bytes."
        : options.Types.Any(type => !EventTypes.All.Contains(type)) ? "An endpoint's Types name an event that there is not."
        : "";

    private static byte[]? KeyOf(string? secret)
    {
        var text = secret?.Trim() ?? "";
        var key = new byte[text.Length];
        return text.StartsWith(Prefix, StringComparison.Ordinal) && Convert.TryFromBase64String(text[Prefix.Length..], key, out var length) && length is >= 24 and <= 64
            ? key[..length]
            : null;
    }
}
