using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Churn.Functions.Http;

/// <summary>Answers with what stays the same under its tag: 304 to a client that has it already, else in the encoding that the client likes best.</summary>
internal static class TaggedBody
{
    // Where a client likes several as much, the first.
    private static readonly string[] Encodings = ["br", "gzip"];

    /// <param name="context">Of the request.</param>
    /// <param name="tag">Names the content, however it is encoded.</param>
    /// <param name="contentType">With its character set.</param>
    /// <param name="encode">The body in an encoding; null: as it is.</param>
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
