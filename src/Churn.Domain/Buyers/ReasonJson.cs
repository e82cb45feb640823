using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Churn.Domain.Buyers;

/// <summary>
/// The JSON of reasons in a row, e.g. <c>[{"rule":"client.tenure","holds":true,"neededDays":180,"tenureDays":400}]</c>. Equal reasons give
/// the same bytes.
/// </summary>
public static class ReasonJson
{
    public static string Write(IEnumerable<Reason> reasons)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            foreach (var reason in reasons)
            {
                writer.WriteStartObject();
                writer.WriteString("rule", reason.Rule);
                writer.WriteBoolean("holds", reason.Holds);
                if (reason.Product is { } product)
                {
                    writer.WriteString("product", product);
                }

                foreach (var (name, value) in reason.Numbers)
                {
                    writer.WriteNumber(name, value);
                }

                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <exception cref="JsonException">The text is not what <see cref="Write"/> writes.</exception>
    public static ImmutableArray<Reason> Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateArray().Select(Read)];
    }

    private static Reason Read(JsonElement element)
    {
        var numbers = element.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.Number)
            .Select(p => (p.Name, p.Value.GetInt64())).ToArray();
        return new Reason(element.GetProperty("rule").GetString()!, element.GetProperty("holds").GetBoolean(), numbers)
        {
            Product = element.TryGetProperty("product", out var product) ? product.GetString() : null,
        };
    }
}
