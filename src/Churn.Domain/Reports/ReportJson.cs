using System.Text.Json;
using System.Text.Json.Serialization;

namespace Churn.Domain.Reports;

/// <summary>Reports as JSON: the stored form, which the API returns unchanged.</summary>
public static class ReportJson
{
    // JSON has no NaN and no infinity. Such a value is a bug, and writing it must fail.
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.Strict,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
    };

    public static byte[] Write(ShopReport report) => JsonSerializer.SerializeToUtf8Bytes(report, Options);

    /// <exception cref="FormatException">The bytes are not a report.</exception>
    public static ShopReport Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<ShopReport>(json, Options) ?? throw new JsonException();
        }
        catch (JsonException)
        {
            throw new FormatException("The bytes are not a report of this version.");
        }
    }
}
