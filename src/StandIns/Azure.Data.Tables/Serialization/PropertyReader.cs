using System.Globalization;
using System.Text.Json;

namespace Azure.Data.Tables.Serialization;

/// <summary>Reads one property: by its annotation for a dictionary, by the member's type for an entity type of one's own.</summary>
internal static class PropertyReader
{
    public static object? ReadAnnotated(JsonElement value, string? type) => value.ValueKind == JsonValueKind.Null ? null : type switch
    {
        null => ReadPlain(value),
        EdmTypes.String or EdmTypes.Int32 or EdmTypes.Boolean => ReadPlain(value),
        EdmTypes.Binary => Convert.FromBase64String(value.GetString()!),
        EdmTypes.DateTime => ParseTime(value),
        EdmTypes.Guid => Guid.Parse(value.GetString()!),
        EdmTypes.Int64 => ParseInt64(value),
        EdmTypes.Double => ParseDouble(value),
        _ => throw new NotSupportedException($"The service sent a property of type {type}."),
    };

    public static object? ReadAs(JsonElement value, Type type)
    {
        if (value.ValueKind == JsonValueKind.Null)
            return null;
        var target = Nullable.GetUnderlyingType(type) ?? type;
        if (target.IsEnum)
            return Enum.Parse(target, Text(value, target));
        return Type.GetTypeCode(target) switch
        {
            // Text shows whatever is stored as text, and nothing for what is not.
            TypeCode.String => value.ValueKind == JsonValueKind.String ? value.GetString() : null,
            TypeCode.Int32 => Int32(value),
            TypeCode.Int64 => long.Parse(Text(value, target), CultureInfo.InvariantCulture),
            TypeCode.UInt64 => ulong.Parse(Text(value, target), CultureInfo.InvariantCulture),
            TypeCode.Double => ParseDouble(value),
            TypeCode.Boolean => Boolean(value),
            TypeCode.DateTime => ((DateTimeOffset)ParseTime(value)).UtcDateTime,
            _ => ReadStructure(value, target),
        };
    }

    private static object? ReadStructure(JsonElement value, Type type)
    {
        if (type == typeof(Guid))
            return Guid.Parse(Text(value, type));
        if (type == typeof(DateTimeOffset))
            return ParseTime(value);
        if (type == typeof(byte[]))
            return Convert.FromBase64String(Text(value, type));
        if (type == typeof(BinaryData))
            return BinaryData.FromBytes(Convert.FromBase64String(Text(value, type)));
        throw new NotSupportedException($"A property of type {type} cannot be read from a table.");
    }

    private static object? ReadPlain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number when value.TryGetInt32(out var number) => number,
        JsonValueKind.Number when value.TryGetInt64(out var number) => number,
        JsonValueKind.Number => value.GetDouble(),
        _ => throw new NotSupportedException($"The service sent a property of JSON kind {value.ValueKind}."),
    };

    private static object ParseTime(JsonElement value) =>
        DateTimeOffset.Parse(Text(value, typeof(DateTimeOffset)), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);

    private static object ParseInt64(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number ? value.GetInt64() : long.Parse(value.GetString()!, CultureInfo.InvariantCulture);

    private static object ParseDouble(JsonElement value) => value.ValueKind == JsonValueKind.Number
        ? value.GetDouble()
        : double.Parse(Text(value, typeof(double)), CultureInfo.InvariantCulture);

    private static object Int32(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : throw Mismatch(value, typeof(int));

    private static object Boolean(JsonElement value) =>
        value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw Mismatch(value, typeof(bool));

    private static string Text(JsonElement value, Type type) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Mismatch(value, type);

    private static InvalidCastException Mismatch(JsonElement value, Type type) =>
        new($"A stored value of JSON kind {value.ValueKind} cannot be read as {type}.");
}
