using System.Globalization;
using Churn.Domain.Reports;

namespace Churn.Cli.Commands.Inspect;

/// <summary>Formats a report's numbers for a terminal.</summary>
internal sealed class ReportNumbers(ShopReport report)
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    private readonly decimal _minorUnits = Enumerable.Range(0, report.Decimals).Aggregate(1m, (factor, _) => factor * 10);

    public string Of(string unit, double? value) => value is not { } number ? "–" : unit switch
    {
        "rate" => Share(number),
        "money" => Money((decimal)number),
        "days" => string.Create(Culture, $"{number:N0} days"),
        "ratio" => number.ToString("0.000", Culture),
        _ => number.ToString("N0", Culture),
    };

    public string Money(decimal minor) =>
        string.Create(Culture, $"{(minor / _minorUnits).ToString($"N{report.Decimals}", Culture)} {report.Currency}");

    public static string Share(double value) => value.ToString("0.0 %", Culture);

    public static string Share(double? value) => value is { } number ? Share(number) : "–";

    public static string Whole(long value) => value.ToString("N0", Culture);

    public static string Between(string low, string high) => low == "–" || high == "–" ? "" : $"{low} to {high}";
}
