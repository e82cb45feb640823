using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Churn.Domain.Buyers;
using Churn.Domain.Orders;

namespace Churn.Storage.Tables.Buyers;

/// <summary>
/// Evidence as a column: a list of the identifiers, and each set as places in that list with the first and the last time it was told, in
/// UTC ticks.
/// </summary>
internal static class EvidenceJson
{
    /// <summary>The column's text; null if there is no evidence.</summary>
    public static string? Write(Evidence evidence)
    {
        if (evidence.IsEmpty)
        {
            return null;
        }

        var identifiers = evidence.Identifiers;
        var column = new Column(
            [.. identifiers.Select(identifier => identifier.ToString())],
            [
                .. evidence.Sets.Select(set =>
                    new Set([.. set.Identifiers.Select(identifiers.IndexOf)], set.First.UtcTicks, set.Last.UtcTicks)),
            ]);
        return JsonSerializer.Serialize(column);
    }

    /// <exception cref="FormatException">The text is not what <see cref="Write"/> writes.</exception>
    public static Evidence Read(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return Evidence.None;
        }

        var column = JsonSerializer.Deserialize<Column>(text) ?? throw new FormatException("Column Evidence holds no evidence.");
        return Evidence.Of(column.Identifiers.Select(Parse).ToArray() is var all
            ? column.Sets.Select(set => new EvidenceSet([.. set.Places.Select(place => all[place])], At(set.First), At(set.Last)))
            : []);
    }

    private static Identifier Parse(string text) => Identifier.TryParse(text, out var identifier)
        ? identifier
        : throw new FormatException("Column Evidence holds a text that is not an identifier.");

    private static DateTimeOffset At(long ticks) => new(ticks, TimeSpan.Zero);

    private sealed record Column([property: JsonPropertyName("i")] string[] Identifiers, [property: JsonPropertyName("s")] Set[] Sets);

    private sealed record Set(
        [property: JsonPropertyName("i")] int[] Places,
        [property: JsonPropertyName("f")] long First,
        [property: JsonPropertyName("l")] long Last);
}
