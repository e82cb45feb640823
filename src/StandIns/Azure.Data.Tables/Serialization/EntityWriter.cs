using System.Buffers;
using System.Text.Json;

namespace Azure.Data.Tables.Serialization;

/// <summary>Turns an entity into the JSON of the table service. A null is left out: the service has no nulls.</summary>
internal static class EntityWriter
{
    public static ReadOnlyMemory<byte> Write(ITableEntity entity)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString(SystemProperties.PartitionKey, entity.PartitionKey);
            json.WriteString(SystemProperties.RowKey, entity.RowKey);
            if (entity is IDictionary<string, object> properties)
                WriteDictionary(json, properties);
            else
                WriteMembers(json, entity);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static void WriteDictionary(Utf8JsonWriter json, IDictionary<string, object> properties)
    {
        foreach (var (name, value) in properties)
        {
            if (value is Enum)
                throw new NotSupportedException("Enum values are stored only from entity types of one's own.");
            if (value is null || name is SystemProperties.PartitionKey or SystemProperties.RowKey
                || name is SystemProperties.Timestamp or SystemProperties.ODataETag)
                continue;
            PropertyWriter.Write(json, name, value);
        }
    }

    private static void WriteMembers(Utf8JsonWriter json, ITableEntity entity)
    {
        foreach (var member in EntityShape.Of(entity.GetType()).Members)
        {
            if (member.Get is null || EntityShape.IsSystemProperty(member.Name))
                continue;
            if (member.Get(entity) is { } value)
                PropertyWriter.Write(json, member.Name, value is Enum ? value.ToString()! : value);
        }
    }
}
