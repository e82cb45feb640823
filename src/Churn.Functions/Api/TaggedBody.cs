using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Churn.Functions.Api;

/// <summary>Sends content with an ETag in the client's best encoding, or 304 to a client that has the content already.</summary>
internal static class TaggedBody
{
    // The first one is used where a client rates several alike.
    private static readonly string[] Encodings = ["br", "gzip"];

    /// <param name="tag">The ETag of the content. It is the same in every encoding.</param>
    /// <param name="contentType">The media type with its character set.</param>
    /// <param name="encode">Returns the body in an encoding. Null asks for the body without encoding.</param>
    public static async Task WriteAsync(HttpContext context, EntityTagHeaderValue tag, string contentType, Func<string?, byte[]> encode)
    {
        var (request, response) = (context.Request.GetTypedHeaders(), context.Response);
        response.GetTypedHeaders().ETag = tag;
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (request.IfNoneMatch.Any(known => known.Equals(EntityTagHeaderValue.Any) || known.Compare(tag, useStrongComparison: false)))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var encoding = BestOf(request.AcceptEncoding);
        var bytes = encode(encoding);
        if (encoding is not null)
        {
            response.Headers.ContentEncoding = encoding;
        }

        response.ContentType = contentType;
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    private static string? BestOf(IList<StringWithQualityHeaderValue> accepted) =>
        Encodings.Where(encoding => QualityOf(encoding, accepted) > 0).MaxBy(encoding => QualityOf(encoding, accepted));

    private static double QualityOf(string encoding, IList<StringWithQualityHeaderValue> accepted)
    {
        var said = accepted.FirstOrDefault(one => one.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase))
            ?? accepted.FirstOrDefault(one => one.Value == "*");
        return said is null ? 0 : said.Quality ?? 1;
    }
}
