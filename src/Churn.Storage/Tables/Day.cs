using System.Globalization;

namespace Churn.Storage.Tables;

/// <summary>Days as columns, for example <c>2026-11-22</c>, which sort in their order. Table storage has no date without a time.</summary>
internal static class Day
{
    private const string Format = "yyyy-MM-dd";

    public static string Write(DateOnly day) => day.ToString(Format, CultureInfo.InvariantCulture);

    public static string? Write(DateOnly? day) => day is { } value ? Write(value) : null;

    public static DateOnly Read(string text) => DateOnly.ParseExact(text, Format, CultureInfo.InvariantCulture);

    public static DateOnly? ReadOptional(string? text) => string.IsNullOrEmpty(text) ? null : Read(text);
}
