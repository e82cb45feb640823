using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Churn.Functions.Webhooks.Payloads;

/// <summary>Parses JSON that a stranger wrote.</summary>
internal static class JsonText
{
    private const int MaxDepth = 64;

    /// <summary>The document's root object.</summary>
    /// <exception cref="UnreadablePayloadException">The bytes are not one JSON object of valid text.</exception>
    public static JsonElement Parse(ReadOnlyMemory<byte> body)
    {
        var bytes = body.Span.StartsWith(Encoding.UTF8.Preamble) ? body.Span[3..] : body.Span;
        if (!Utf8.IsValid(bytes))
        {
            throw new UnreadablePayloadException("The body is not UTF-8.");
        }

        try
        {
            var options = new JsonReaderOptions { MaxDepth = MaxDepth };
            CheckEscapes(new Utf8JsonReader(bytes, options));
            var reader = new Utf8JsonReader(bytes, options);
            var root = JsonElement.ParseValue(ref reader);
            return root.ValueKind == JsonValueKind.Object ? root : throw new UnreadablePayloadException("The body is not a JSON object.");
        }
        catch (JsonException)
        {
            throw new UnreadablePayloadException("The body is not valid JSON, or is nested more than 64 deep.");
        }
    }

    // The reader accepts half a surrogate pair written as \ud800 and throws only when the string is fetched, even as the name of a neighbour
    // of the field that is asked for. Reading to the end here also finds whatever follows the root.
    private static void CheckEscapes(Utf8JsonReader reader)
    {
        while (reader.Read())
        {
            if (reader.ValueIsEscaped && !IsText(reader.ValueSpan))
            {
                throw new UnreadablePayloadException("The body has a string that is not valid Unicode.");
            }
        }
    }

    private static bool IsText(ReadOnlySpan<byte> escaped)
    {
        var high = false;
        for (var i = 0; i < escaped.Length; i++)
        {
            var unit = -1;
            if (escaped[i] == '\\' && escaped[++i] == 'u')
            {
                Utf8Parser.TryParse(escaped.Slice(i + 1, 4), out unit, out _, 'X');
                i += 4;
            }

            if (high != (unit is >= 0xDC00 and <= 0xDFFF))
            {
                return false;
            }

            high = unit is >= 0xD800 and <= 0xDBFF;
        }

        return !high;
    }
}
