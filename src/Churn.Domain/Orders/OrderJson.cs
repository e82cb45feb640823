using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Churn.Domain.Orders;

/// <summary>
/// The one JSON form of an order, in queue messages and ledger rows. Property order and omissions are fixed, so the same order is always
/// the same bytes.
/// </summary>
public static class OrderJson
{
    /// <summary>Compact, camel case, nothing that is null or default but what has to be said: the reader refuses a text without a required property.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase), new RefundsJsonConverter() },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        IgnoreReadOnlyProperties = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { WriteRequired } },
    };

    public static string Write(LedgerEntry entry) => JsonSerializer.Serialize(entry, Options);

    /// <exception cref="JsonException">The text is not a ledger entry.</exception>
    public static LedgerEntry ReadEntry(string json) =>
        JsonSerializer.Deserialize<LedgerEntry>(json, Options) ?? throw new JsonException("An order is missing.");

    private static void WriteRequired(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(property => property.IsRequired))
        {
            property.ShouldSerialize = static (_, _) => true;
        }
    }
}
