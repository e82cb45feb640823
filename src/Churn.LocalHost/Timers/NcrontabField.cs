using System.Globalization;

namespace Churn.LocalHost.Timers;

/// <summary>One of the six fields of a schedule: the set of values it admits, as bits.</summary>
internal readonly record struct NcrontabField(ulong Bits)
{
    public bool Has(int value) => (Bits & (1UL << value)) != 0;

    /// <summary>The smallest admitted value at or above the given one, or null.</summary>
    public int? From(int value)
    {
        if (value > 63)
            return null;
        var rest = Bits & (ulong.MaxValue << value);
        return rest == 0 ? null : System.Numerics.BitOperations.TrailingZeroCount(rest);
    }

    /// <summary>Reads `*`, numbers, names, ranges, steps and lists of these; throws FormatException with what is wrong.</summary>
    public static NcrontabField Parse(string text, NcrontabFieldKind kind)
    {
        var bits = 0UL;
        foreach (var part in text.Split(','))
        {
            var (first, last, step) = ParsePart(part, kind);
            for (var value = first; value <= last; value += step)
                bits |= 1UL << value;
        }

        return new(bits);
    }

    private static (int First, int Last, int Step) ParsePart(string part, NcrontabFieldKind kind)
    {
        var slash = part.IndexOf('/', StringComparison.Ordinal);
        var range = slash < 0 ? part : part[..slash];
        var step = slash < 0 ? 1 : ParseStep(part[(slash + 1)..], kind);
        if (range == "*")
            return (kind.First, kind.Last, step);

        var dash = range.IndexOf('-', StringComparison.Ordinal);
        var first = ParseValue(dash < 0 ? range : range[..dash], kind);

        // `5/15` means from 5 to the end in steps, a lone `5` means 5.
        var last = dash >= 0 ? ParseValue(range[(dash + 1)..], kind) : slash < 0 ? first : kind.Last;
        if (first > last)
            throw new FormatException($"the range '{range}' of the {kind.Name} field runs backwards");
        return (first, last, step);
    }

    private static int ParseStep(string text, NcrontabFieldKind kind) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var step) && step > 0
            ? step
            : throw new FormatException($"the step '{text}' of the {kind.Name} field is not a positive number");

    private static int ParseValue(string text, NcrontabFieldKind kind)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
        {
            return value >= kind.First && value <= kind.Last
                ? value
                : throw new FormatException($"{value} is outside {kind.First} to {kind.Last}, the values of the {kind.Name} field");
        }

        var index = text.Length < 3 ? -1 : Array.FindIndex(kind.Names, name => name.StartsWith(text, StringComparison.OrdinalIgnoreCase));
        return index >= 0 ? kind.First + index : throw new FormatException($"'{text}' is not a value of the {kind.Name} field");
    }
}
