using System.Globalization;

namespace Azure.Data.Tables.Queries;

/// <summary>Fills an interpolated filter with literals.</summary>
internal static class FilterTemplate
{
    public static string? Fill(FormattableString? filter)
    {
        if (filter is null)
            return null;
        var literals = new object[filter.ArgumentCount];
        for (var i = 0; i < literals.Length; i++)
        {
            var value = filter.GetArgument(i);
            literals[i] = ODataLiteral.Format(value)
                ?? throw new ArgumentException($"Argument {i} of the filter is of type {value!.GetType()}, which has no OData literal.", nameof(filter));
        }

        return string.Format(CultureInfo.InvariantCulture, filter.Format, literals);
    }
}
