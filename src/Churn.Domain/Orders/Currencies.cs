using System.Collections.Frozen;

namespace Churn.Domain.Orders;

/// <summary>How many decimals the currencies of the world count in.</summary>
public static class Currencies
{
    /// <summary>No amount above this (minor units) is taken for money: a hundred thousand million. The sum of all that a webhook's body can hold then fits a long.</summary>
    public const long Largest = 10_000_000_000_000;

    // ISO 4217, list one: every currency whose minor unit is not a hundredth.
    private static readonly FrozenDictionary<string, int> Exceptions = new Dictionary<string, int>
    {
        ["BIF"] = 0, ["CLP"] = 0, ["DJF"] = 0, ["GNF"] = 0, ["ISK"] = 0, ["JPY"] = 0, ["KMF"] = 0, ["KRW"] = 0, ["PYG"] = 0,
        ["RWF"] = 0, ["UGX"] = 0, ["UYI"] = 0, ["VND"] = 0, ["VUV"] = 0, ["XAF"] = 0, ["XOF"] = 0, ["XPF"] = 0,
        ["BHD"] = 3, ["IQD"] = 3, ["JOD"] = 3, ["KWD"] = 3, ["LYD"] = 3, ["OMR"] = 3, ["TND"] = 3,
        ["CLF"] = 4, ["UYW"] = 4,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Decimals of an ISO 4217 currency: 0 to 4, two for any that is not known.</summary>
    public static int Decimals(string currency) => Exceptions.GetValueOrDefault(currency, 2);

    /// <summary>Whether the text is the form of an ISO 4217 code: three capital letters.</summary>
    public static bool IsCode(string? text) => text is { Length: 3 } && text.All(char.IsAsciiLetterUpper);

    /// <summary>
    /// An amount in minor units, halves rounded away from zero; null when it is beyond <see cref="Largest"/> in either direction.
    /// </summary>
    public static long? ToMinor(decimal amount, string currency)
    {
        var factor = Decimals(currency) switch { 0 => 1m, 2 => 100m, 3 => 1000m, _ => 10_000m };
        return Math.Abs(amount) > Largest / factor ? null : (long)Math.Round(amount * factor, MidpointRounding.AwayFromZero);
    }
}
