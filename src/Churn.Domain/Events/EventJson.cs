using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Churn.Domain.Buyers;
using Churn.Domain.Shops;

namespace Churn.Domain.Events;

/// <summary>Events as JSON text: CloudEvents 1.0 for receivers, and a shorter form for the buyer's row.</summary>
public static class EventJson
{
    /// <summary>The media type of <see cref="WriteCloudEvent"/>.</summary>
    public const string MediaType = "application/cloudevents+json";

    private const string ShopSource = "/shops/";

    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the event in CloudEvents' JSON format, with the extensions <c>sequence</c> and <c>partitionkey</c>.</summary>
    public static string WriteCloudEvent(ChurnEvent event_) => Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("specversion", "1.0");
        json.WriteString("id", event_.Id);
        json.WriteString("source", $"{ShopSource}{event_.Shop}");
        json.WriteString("type", event_.Type);
        json.WriteString("subject", event_.Subject);
        json.WriteString("time", event_.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
        json.WriteString("datacontenttype", "application/json");
        if (event_.Number is { } number)
        {
            // The extension requires a string that sorts like the numbers, hence the leading zeros.
            json.WriteString("sequence", number.ToString("D16", CultureInfo.InvariantCulture));
        }

        json.WriteString("partitionkey", event_.Subject);
        json.WritePropertyName("data");
        json.WriteRawValue(event_.Data);
        json.WriteEndObject();
    });

    /// <summary>
    /// Reads the shop, buyer and customer id of an event that <see cref="WriteCloudEvent"/> wrote. Returns null for any other text.
    /// </summary>
    public static WaitingEvent? ReadCloudEvent(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var (root, source) = (document.RootElement, Text(document.RootElement, "source"));
            return source?.StartsWith(ShopSource, StringComparison.Ordinal) == true
                && ShopId.TryParse(source[ShopSource.Length..], out var shop)
                && Text(root, "type") is { } type
                && Text(root, "subject") is { } subject
                && root.TryGetProperty("time", out var time)
                && time.TryGetDateTimeOffset(out var at)
                && root.TryGetProperty("data", out var data)
                    ? new WaitingEvent
                    {
                        Shop = shop,
                        Type = type,
                        Subject = subject,
                        At = at,
                        From = Text(data, "from"),
                        CustomerId = Text(data, "customerId"),
                    }
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes events for the buyer's row; null if there are none.</summary>
    public static string? WritePending(ImmutableArray<BuyerEvent> pending) => pending.IsDefaultOrEmpty ? null : Write(json =>
    {
        json.WriteStartArray();
        foreach (var event_ in pending)
        {
            json.WriteStartArray();
            json.WriteStringValue(event_.Type);
            json.WriteStringValue(event_.Buyer.Value);
            json.WriteNumberValue(event_.Number);
            json.WriteNumberValue(event_.At.UtcTicks);
            json.WriteStringValue(event_.Run?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "");
            json.WriteStringValue(event_.Class ?? "");
            json.WriteRawValue(event_.Data);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    });

    /// <summary>Reads what <see cref="WritePending"/> wrote.</summary>
    public static ImmutableArray<BuyerEvent> ReadPending(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return [];
        }

        using var document = JsonDocument.Parse(text);
        return [.. document.RootElement.EnumerateArray().Select(row => new BuyerEvent
        {
            Type = row[0].GetString()!,
            Buyer = new BuyerId(row[1].GetString()!),
            Number = row[2].GetInt64(),
            At = new DateTimeOffset(row[3].GetInt64(), TimeSpan.Zero),
            Run = row[4].GetString() is { Length: > 0 } run ? DateOnly.ParseExact(run, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null,
            Class = row[5].GetString() is { Length: > 0 } label ? label : null,
            Data = row[6].GetRawText(),
        })];
    }

    private static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    internal static string Write(Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Compact))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }
}
