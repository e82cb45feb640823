using System.Text.Json;
using System.Text.Json.Serialization;

namespace Churn.Domain.Buyers;

internal sealed class BuyerIdJsonConverter : JsonConverter<BuyerId>
{
    public override BuyerId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        BuyerId.TryParse(reader.GetString(), out var id) ? id : throw new JsonException("Not a buyer's id.");

    public override void Write(Utf8JsonWriter writer, BuyerId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
