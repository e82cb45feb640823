using System.Diagnostics.CodeAnalysis;
using Azure;
using Azure.Core;

namespace Churn.Storage.Memory;

/// <summary>A response that was never sent.</summary>
internal sealed class MemoryResponse(int status, ETag etag = default) : Response
{
    public override int Status => status;

    public override string ReasonPhrase => "";

    public override Stream? ContentStream { get; set; }

    public override string ClientRequestId { get; set; } = "";

    public override void Dispose()
    {
    }

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value)
    {
        value = etag != default && name.Equals(HttpHeader.Names.ETag, StringComparison.OrdinalIgnoreCase) ? etag.ToString() : null;
        return value is not null;
    }

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = TryGetHeader(name, out var value) ? [value] : null;
        return values is not null;
    }

    protected override bool ContainsHeader(string name) => TryGetHeader(name, out _);

    protected override IEnumerable<HttpHeader> EnumerateHeaders() =>
        TryGetHeader(HttpHeader.Names.ETag, out var value) ? [new HttpHeader(HttpHeader.Names.ETag, value)] : [];
}

/// <summary>The response to a request for a row that does not exist.</summary>
internal sealed class NoRow<T> : NullableResponse<T>
{
    public override bool HasValue => false;

    public override T Value => throw new InvalidOperationException("The row does not exist.");

    public override Response GetRawResponse() => new MemoryResponse(404);
}
