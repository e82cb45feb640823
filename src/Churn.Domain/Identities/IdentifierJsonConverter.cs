using System.Text.Json;
using System.Text.Json.Serialization;

namespace Churn.Domain.Identities;

internal sealed class IdentifierJsonConverter : JsonConverter<Identifier>
{
    public override Identifier Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Identifier.TryParse(reader.GetString(), out var identifier) ? identifier : throw new JsonException("Not an identifier.");

    public override void Write(Utf8JsonWriter writer, Identifier value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
