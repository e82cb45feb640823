namespace Churn.Functions.Webhooks.Fetching;

/// <summary>What came of fetching: the body, or why there is none.</summary>
public readonly record struct FetchResult(ReadOnlyMemory<byte>? Found, bool IsGone, string Reason)
{
    /// <summary>What failed may be had later, without anybody doing anything.</summary>
    public bool MayPass { get; private init; }

    /// <summary>How long the platform asks to be left alone; null: it did not say.</summary>
    public TimeSpan? RetryAfter { get; private init; }

    public static FetchResult Of(ReadOnlyMemory<byte> body) => new(body, false, "");

    /// <summary>The platform says that it does not exist.</summary>
    public static FetchResult Gone { get; } = new(null, true, "The platform does not know the order.");

    /// <param name="reason">In one sentence.</param>
    /// <param name="mayPass">It may pass by itself.</param>
    /// <param name="retryAfter">How long the platform asks to be left alone.</param>
    public static FetchResult Failed(string reason, bool mayPass, TimeSpan? retryAfter = null) =>
        new(null, false, reason) { MayPass = mayPass, RetryAfter = retryAfter };
}
