using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Churn.Domain.Buyers;

namespace Churn.Storage.Tables.Buyers;

/// <summary>Lists of facts as columns: a JSON array of short arrays, the same bytes for the same list; null for an empty list.</summary>
internal static class FactJson
{
    private const string MonthFormat = "yyyy-MM";

    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string? Write(FactList<PurchaseMonth> months) => Write(months, static (writer, month) =>
    {
        writer.WriteStringValue(month.Month.ToString(MonthFormat, CultureInfo.InvariantCulture));
        WriteNumbers(writer, month.Days, month.Orders, month.NetValue, month.DeliveryFees);
    });

    public static string? Write(FactList<PurchaseDay> days) => Write(days, static (writer, day) =>
    {
        writer.WriteStringValue(Day.Write(day.Day));
        WriteNumbers(writer, day.Orders, day.NetValue, day.DeliveryFees, day.DiscountedOrders, day.GiftOrders);
    });

    public static string? Write(FactList<ProductNeed> products) => Write(products, static (writer, need) =>
    {
        writer.WriteStringValue(need.Product);
        WriteNumbers(writer, need.Units, need.Days);
        writer.WriteStringValue(Day.Write(need.First));
        writer.WriteStringValue(Day.Write(need.Last));
    });

    public static FactList<PurchaseMonth> ReadMonths(string? json) => Read(json, static row => new PurchaseMonth(
        DateOnly.ParseExact(row[0].GetString()!, MonthFormat, CultureInfo.InvariantCulture),
        row[1].GetInt32(), row[2].GetInt32(), row[3].GetInt64(), row[4].GetInt64()));

    public static FactList<PurchaseDay> ReadRecent(string? json) => Read(json, static row => new PurchaseDay(
        Day.Read(row[0].GetString()!), row[1].GetInt32(), row[2].GetInt64(), row[3].GetInt64(), row[4].GetInt32(), row[5].GetInt32()));

    public static FactList<ProductNeed> ReadProducts(string? json) => Read(json, static row => new ProductNeed(
        row[0].GetString()!, row[1].GetInt64(), row[2].GetInt32(), Day.Read(row[3].GetString()!), Day.Read(row[4].GetString()!)));

    private static string? Write<T>(FactList<T> list, Action<Utf8JsonWriter, T> write)
        where T : IEquatable<T>
    {
        if (list.Count == 0)
        {
            return null;
        }

        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, Compact))
        {
            writer.WriteStartArray();
            foreach (var entry in list)
            {
                writer.WriteStartArray();
                write(writer, entry);
                writer.WriteEndArray();
            }

            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteNumbers(Utf8JsonWriter writer, params ReadOnlySpan<long> numbers)
    {
        foreach (var number in numbers)
        {
            writer.WriteNumberValue(number);
        }
    }

    private static FactList<T> Read<T>(string? json, Func<JsonElement, T> read)
        where T : IEquatable<T>
    {
        if (string.IsNullOrEmpty(json))
        {
            return [];
        }

        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateArray().Select(read)];
    }
}
