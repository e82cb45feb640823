using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace Churn.Functions.Webhooks;

/// <summary>Reads a body whole, but never more of it than is allowed, whatever its length header says.</summary>
internal static class WebhookBody
{
    /// <summary>Bytes: Shopify's own people speak of bodies of more than a megabyte.</summary>
    public const int Limit = 2 * 1024 * 1024;

    /// <summary>The bytes, or the answer to give instead.</summary>
    public static async Task<(ReadOnlyMemory<byte> Bytes, WebhookAnswer? Refusal)> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > Limit)
        {
            return (default, TooLarge);
        }

        var buffer = ArrayPool<byte>.Shared.Rent(32 * 1024);
        try
        {
            using var body = new MemoryStream();
            int read;
            while ((read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0)
            {
                if (body.Length + read > Limit)
                {
                    return (default, TooLarge);
                }

                body.Write(buffer, 0, read);
            }

            return (body.ToArray(), null);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The sender hung up or sent broken chunks (BadHttpRequestException is an IOException): nothing was stored, and it knows.
            return (default, e is BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } ? TooLarge : Broken);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static WebhookAnswer TooLarge { get; } = new(StatusCodes.Status413PayloadTooLarge, "The body is larger than 2 MiB.");

    private static WebhookAnswer Broken { get; } = new(StatusCodes.Status400BadRequest, "The body did not arrive whole.");
}

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
