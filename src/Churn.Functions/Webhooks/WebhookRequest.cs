using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;

namespace Churn.Functions.Webhooks;

/// <summary>A delivery as it arrived: its bytes and its headers.</summary>
public sealed class WebhookRequest(ReadOnlyMemory<byte> body, IHeaderDictionary headers)
{
    /// <summary>The body, byte for byte.</summary>
    public ReadOnlyMemory<byte> Body { get; } = body;

    /// <summary>The one value of a header, trimmed; null when it is absent, empty or sent more than once.</summary>
    public string? Header(string name) => headers.TryGetValue(name, out var values) && values is [{ } value] && value.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>Whether a header was sent more than once: which of the values a proxy, a log or we would read is then anybody's guess.</summary>
    public bool IsRepeated(string name) => headers.TryGetValue(name, out var values) && values.Count > 1;

    /// <summary>The value of a header that may come under either of two names; false when under neither, repeated, or with two different values.</summary>
    public bool TryHeader(string name, string other, [NotNullWhen(true)] out string? value)
    {
        value = Header(name) ?? Header(other);
        return value is not null && !IsRepeated(name) && !IsRepeated(other) && (Header(other) ?? value) == value;
    }
}
