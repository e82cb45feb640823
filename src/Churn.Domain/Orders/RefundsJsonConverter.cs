using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Churn.Domain.Orders;

/// <summary>Keeps refunds in ordinal order of their ids, which the default converter would leave to the culture's comparer.</summary>
internal sealed class RefundsJsonConverter : JsonConverter<ImmutableSortedDictionary<string, long>>
{
    public override ImmutableSortedDictionary<string, long> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var refunds = Order.NoRefunds.ToBuilder();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var id = reader.GetString()!;
            reader.Read();
            refunds[id] = reader.GetInt64();
        }

        return refunds.ToImmutable();
    }

    public override void Write(Utf8JsonWriter writer, ImmutableSortedDictionary<string, long> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (id, amount) in value)
        {
            writer.WriteNumber(id, amount);
        }

        writer.WriteEndObject();
    }
}
