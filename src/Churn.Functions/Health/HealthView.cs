using System.Text.Json.Serialization;
using Churn.Domain.Health;

namespace Churn.Functions.Health;

/// <summary>Health as it is answered: "up" or "down", of the whole and of each part.</summary>
/// <param name="Status">up or down.</param>
/// <param name="Parts">The same of each part.</param>
/// <param name="At">When it was looked at; only for who has a key.</param>
/// <param name="Faults">What is wrong with each part that is down; only for who has a key.</param>
public sealed record HealthView(
    string Status,
    IReadOnlyDictionary<string, string> Parts,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? At = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, string>? Faults = null)
{
    public static HealthView Brief(HealthReport report) =>
        new(Word(report.IsUp), report.Parts.ToDictionary(part => part.Part, part => Word(part.IsUp)));

    public static HealthView Full(HealthReport report) => Brief(report) with
    {
        At = report.At,
        Faults = report.Parts.Where(part => !part.IsUp).ToDictionary(part => part.Part, part => part.Fault),
    };

    private static string Word(bool up) => up ? "up" : "down";
}
