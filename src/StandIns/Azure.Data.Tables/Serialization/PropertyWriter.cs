using System.Globalization;
using System.Text.Json;

namespace Azure.Data.Tables.Serialization;

/// <summary>Writes one property with the annotation that its type needs on the wire.</summary>
internal static class PropertyWriter
{
    private const string DateTimeFormat = "yyyy-MM-ddTHH:mm:ss.fffffffZ";

    public static void Write(Utf8JsonWriter json, string name, object value)
    {
        switch (value)
        {
            case string text:
                json.WriteString(name, text);
                break;
            case int number:
                json.WriteNumber(name, number);
                break;
            case bool flag:
                json.WriteBoolean(name, flag);
                break;
            case long number:
                WriteText(json, name, EdmTypes.Int64, number.ToString(CultureInfo.InvariantCulture));
                break;
            case ulong number:
                WriteText(json, name, EdmTypes.Int64, number.ToString(CultureInfo.InvariantCulture));
                break;
            case double number:
                WriteDouble(json, name, number);
                break;
            case Guid id:
                WriteText(json, name, EdmTypes.Guid, id.ToString());
                break;
            case DateTimeOffset time:
                WriteText(json, name, EdmTypes.DateTime, Format(time));
                break;
            case DateTime time:
                WriteText(json, name, EdmTypes.DateTime, Format(Utc(time)));
                break;
            case byte[] bytes:
                WriteText(json, name, EdmTypes.Binary, Convert.ToBase64String(bytes));
                break;
            case BinaryData data:
                WriteText(json, name, EdmTypes.Binary, Convert.ToBase64String(data.ToMemory().Span));
                break;
            default:
                throw new NotSupportedException($"A property of type {value.GetType()} cannot be stored in a table.");
        }
    }

    private static void WriteText(Utf8JsonWriter json, string name, string type, string text)
    {
        json.WriteString(name + SystemProperties.TypeSuffix, type);
        json.WriteString(name, text);
    }

    // The original writes NaN as text and lets the JSON writer refuse the infinities; code must not learn to rely on more here.
    private static void WriteDouble(Utf8JsonWriter json, string name, double number)
    {
        json.WriteString(name + SystemProperties.TypeSuffix, EdmTypes.Double);
        if (double.IsNaN(number))
            json.WriteString(name, "NaN");
        else
            json.WriteNumber(name, number);
    }

    private static string Format(DateTimeOffset time) => time.ToUniversalTime().ToString(DateTimeFormat, CultureInfo.InvariantCulture);

    private static DateTimeOffset Utc(DateTime time) => time.Kind == DateTimeKind.Utc
        ? new DateTimeOffset(time)
        : throw new NotSupportedException($"A DateTime must be of kind Utc to be stored in a table, not {time.Kind}.");
}
