using System.Text.Json.Serialization;
using Churn.Domain.Operations;

namespace Churn.Functions.Api.Health;

/// <summary>The health of the app and of its parts, as the API shows it.</summary>
/// <param name="Status">"up" or "down".</param>
/// <param name="Parts">"up" or "down" for each part.</param>
/// <param name="At">When the parts were checked. Shown only to a caller with a key.</param>
/// <param name="Faults">What is wrong with each part that is down. Shown only to a caller with a key.</param>
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
