using System.Text.Json;
using System.Text.Json.Serialization;

namespace Churn.Functions.Api.Imports;

/// <summary>Which columns of a file say what, and how its texts are to be read. docs/import.md describes it.</summary>
public sealed record ImportMapping
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        AllowTrailingCommas = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>Names of columns by what they say; several names of one are tried in turn.</summary>
    public required Dictionary<ImportColumn, string[]> Columns { get; init; }

    public string Delimiter { get; init; } = ",";

    /// <summary>A .NET date format; empty: ISO 8601 and what platforms write.</summary>
    public string DateFormat { get; init; } = "";

    /// <summary>Where times without an offset are; empty: the shop's.</summary>
    public string TimeZone { get; init; } = "";

    /// <summary>ISO 4217 of files without such a column; empty: the shop's.</summary>
    public string Currency { get; init; } = "";

    /// <summary>Rows whose order number begins so are returns that name no order: they are counted and left out.</summary>
    public string ReturnPrefix { get; init; } = "";

    /// <exception cref="FormatException">The text is not a mapping; the message is one sentence.</exception>
    public static ImportMapping Read(string json)
    {
        try
        {
            var mapping = JsonSerializer.Deserialize<ImportMapping>(json, Json) ?? throw new FormatException("The mapping is empty.");
            if (mapping.Delimiter.Length is 0 || (mapping.TimeZone.Length > 0 && !TimeZoneInfo.TryFindSystemTimeZoneById(mapping.TimeZone, out _)))
            {
                throw new FormatException("The mapping's delimiter is empty or its time zone is not known.");
            }

            return mapping;
        }
        catch (JsonException failure)
        {
            throw new FormatException("The mapping is not JSON of the form that docs/import.md describes.", failure);
        }
    }
}
