using System.Text.Json;
using System.Text.Json.Serialization;

namespace Churn.Domain.Reports;

/// <summary>Reports as JSON, as they are stored and as the API answers them.</summary>
public static class ReportJson
{
    // NaN or an infinity would be no JSON: such a value is a mistake and must fail here.
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.Strict,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
    };

    public static byte[] Write(ShopReport report) => JsonSerializer.SerializeToUtf8Bytes(report, Options);

    /// <exception cref="FormatException">The bytes are no report.</exception>
    public static ShopReport Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<ShopReport>(json, Options) ?? throw new JsonException();
        }
        catch (JsonException)
        {
            throw new FormatException("The bytes are no report of this version.");
        }
    }
}
