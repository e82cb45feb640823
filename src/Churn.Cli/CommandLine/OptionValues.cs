using System.CommandLine.Parsing;
using System.Globalization;
using Churn.Domain.Shops;

namespace Churn.Cli.CommandLine;

/// <summary>Reads the values of options. For an invalid value it adds an error that says what is needed.</summary>
internal static class OptionValues
{
    public static ShopId Shop(ArgumentResult result) =>
        ShopId.TryParse(Text(result), out var shop)
            ? shop
            : Refuse<ShopId>(result, "a shop's name, 1 to 40 of the characters a-z, 0-9 and '-', beginning with a letter or digit,");

    public static string? Currency(ArgumentResult result) =>
        Text(result) is { Length: 3 } text && text.All(char.IsAsciiLetter)
            ? text.ToUpperInvariant()
            : Refuse<string>(result, "a code of three letters");

    public static DateOnly? Day(ArgumentResult result) =>
        DateOnly.TryParseExact(Text(result), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : Refuse<DateOnly?>(result, "a day like 2026-05-14");

    public static double? Speed(ArgumentResult result) =>
        Text(result) == "max" ? null
        : double.TryParse(Text(result), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var speed) && speed > 0 ? speed
        : Refuse<double?>(result, "max or a number of orders a second");

    /// <summary>Reads an enumeration value by name only. The library's own parser would also accept numbers.</summary>
    public static T? Name<T>(ArgumentResult result)
        where T : struct, Enum =>
        Enum.GetNames<T>().FirstOrDefault(name => name.Equals(Text(result), StringComparison.OrdinalIgnoreCase)) is { } found
            ? Enum.Parse<T>(found)
            : Refuse<T?>(result, $"one of {string.Join(", ", Enum.GetNames<T>())}");

    public static Func<ArgumentResult, int?> Whole(int least, int most) => result =>
        int.TryParse(Text(result), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : Refuse<int?>(result, $"a whole number from {least} to {most}");

    private static string Text(ArgumentResult result) => result.Tokens.Single().Value;

    private static T? Refuse<T>(ArgumentResult result, string needed)
    {
        result.AddError($"{((OptionResult)result.Parent!).Option.Name} needs {needed} and got '{Text(result)}'.");
        return default;
    }
}
