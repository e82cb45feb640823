namespace Churn.Functions.Webhooks;

internal static class JsonContent
{
    /// <summary>Whether a content type leaves it possible that the body is JSON: it says so, says nothing, or says just bytes.</summary>
    public static bool IsPossible(string? contentType)
    {
        var mediaType = (contentType ?? "").Split(';')[0].Trim();
        return mediaType.Length == 0
            || mediaType.EndsWith("/json", StringComparison.OrdinalIgnoreCase)
            || mediaType.EndsWith("+json", StringComparison.OrdinalIgnoreCase)
            || mediaType.Equals("application/octet-stream", StringComparison.OrdinalIgnoreCase);
    }
}
