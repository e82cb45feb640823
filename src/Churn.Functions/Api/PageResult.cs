using System.Text.Json;
using Microsoft.AspNetCore.Mvc;

namespace Churn.Functions.Api;

/// <summary>
/// Sends a page of a list, <c>{"items": [...], "next": token or null}</c>, while it is read. Only one item is in memory at a time.
/// </summary>
/// <param name="items">The items of the page.</param>
/// <param name="next">Returns the token of the next page, or null. It is called after the last item was read.</param>
internal sealed class PageResult<T>(IAsyncEnumerable<T> items, Func<string?> next) : IActionResult
{
    private const int FlushBytes = 32_768;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public async Task ExecuteResultAsync(ActionContext context)
    {
        var (response, aborted) = (context.HttpContext.Response, context.HttpContext.RequestAborted);
        response.ContentType = "application/json; charset=utf-8";
        await using var writer = new Utf8JsonWriter(response.BodyWriter);
        var flushed = 0L;
        writer.WriteStartObject();
        writer.WriteStartArray("items");
        await foreach (var item in items.WithCancellation(aborted))
        {
            JsonSerializer.Serialize(writer, item, Options);
            // The writer passes its small buffers on by itself, but only a flush sends them.
            if (writer.BytesCommitted + writer.BytesPending - flushed > FlushBytes)
            {
                await writer.FlushAsync(aborted);
                await response.BodyWriter.FlushAsync(aborted);
                flushed = writer.BytesCommitted;
            }
        }

        writer.WriteEndArray();
        writer.WriteString("next", next());
        writer.WriteEndObject();
        await writer.FlushAsync(aborted);
    }
}
