using System.Text.Json;
using System.Text.Json.Serialization;

namespace Churn.Domain.Shops;

internal sealed class ShopIdJsonConverter : JsonConverter<ShopId>
{
    public override ShopId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ShopId.TryParse(reader.GetString(), out var shop) ? shop : throw new JsonException("Not a shop's name.");

    public override void Write(Utf8JsonWriter writer, ShopId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
