using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Churn.Domain.Orders;

/// <summary>
/// The one JSON form of an order, in queue messages and ledger rows. Property order and omissions are fixed, so the same order is always
/// the same bytes.
/// </summary>
public static class OrderJson
{
    /// <summary>Compact, camel case, nothing that is null or default.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase), new RefundsJsonConverter() },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        IgnoreReadOnlyProperties = true,
    };

    public static string Write(LedgerEntry entry) => JsonSerializer.Serialize(entry, Options);

    /// <exception cref="JsonException">The text is not a ledger entry.</exception>
    public static LedgerEntry ReadEntry(string json) =>
        JsonSerializer.Deserialize<LedgerEntry>(json, Options) ?? throw new JsonException("An order is missing.");
}
