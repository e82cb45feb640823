namespace Churn.Functions.Webhooks.Fetching;

/// <summary>What came of fetching: the body, or why there is none.</summary>
public readonly record struct FetchResult(ReadOnlyMemory<byte>? Found, bool IsGone, string Reason)
{
    public static FetchResult Of(ReadOnlyMemory<byte> body) => new(body, false, "");

    /// <summary>The platform says that it does not exist.</summary>
    public static FetchResult Gone { get; } = new(null, true, "The platform does not know the order.");

    public static FetchResult Failed(string reason) => new(null, false, reason);
}
