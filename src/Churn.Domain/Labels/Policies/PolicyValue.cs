using System.Globalization;
using System.Text.Json;

namespace Churn.Domain.Labels.Policies;

/// <summary>Reads single values of a policy's JSON.</summary>
internal static class PolicyValue
{
    /// <summary>Returns the value, a flag as 1 or 0; null if the JSON value is of another kind.</summary>
    internal static long? Read(JsonElement value, bool isFlag) => value.ValueKind switch
    {
        JsonValueKind.True when isFlag => 1,
        JsonValueKind.False when isFlag => 0,
        JsonValueKind.Number when !isFlag && value.TryGetInt64(out var number) => number,
        _ => null,
    };

    /// <summary>Describes the value that was sent, for a sentence. A text is never repeated.</summary>
    internal static string Shown(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetDecimal(out var number) => "is " + number.ToString(CultureInfo.InvariantCulture),
        JsonValueKind.Number => "is too large a number",
        JsonValueKind.True => "is true",
        JsonValueKind.False => "is false",
        JsonValueKind.Null => "is null",
        JsonValueKind.String => "is a text",
        _ => "is a list or an object",
    };
}
