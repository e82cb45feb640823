using System.Globalization;
using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Churn.Functions.Webhooks.Payloads;
using CsvHelper;

namespace Churn.Functions.Api.Imports;

/// <summary>The row of a file that is being read, by what its columns say.</summary>
internal sealed class ImportRow
{
    internal static readonly string[] LocalFormats = ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd"];

    private readonly CsvReader _csv;
    private readonly ImportMapping _mapping;
    private readonly TimeZoneInfo _zone;
    private readonly Dictionary<ImportColumn, int[]> _columns = [];

    /// <param name="csv">Its header has been read.</param>
    /// <param name="mapping">What the columns say.</param>
    /// <param name="shop">Whose file it is.</param>
    /// <param name="needsIds">Whether a file without a column for the order's id is refused.</param>
    public ImportRow(CsvReader csv, ImportMapping mapping, Shop shop, bool needsIds)
    {
        (_csv, _mapping) = (csv, mapping);
        _zone = mapping.TimeZone.Length > 0 ? TimeZoneInfo.FindSystemTimeZoneById(mapping.TimeZone) : shop.TimeZone;
        DefaultCurrency = mapping.Currency.Length > 0 ? mapping.Currency : shop.Currency;
        var header = csv.HeaderRecord!.Select(name => name.Trim()).ToList();
        foreach (var (column, names) in mapping.Columns)
        {
            _columns[column] = [.. names.Select(name => header.FindIndex(there => there.Equals(name, StringComparison.OrdinalIgnoreCase))).Where(index => index >= 0)];
        }

        if (needsIds)
        {
            Require(ImportColumn.Order, "the order's id");
        }

        Require(ImportColumn.PlacedAt, "the time the order was placed");
        if (!Has(ImportColumn.Total) && !Has(ImportColumn.LineTotal) && !Has(ImportColumn.UnitPrice))
        {
            throw new FormatException("The file has no column for the order's total nor for its lines' prices.");
        }
    }

    public string DefaultCurrency { get; }

    /// <summary>What joins this row with others; null when it names no order.</summary>
    public string? Group => Text(ImportColumn.Group) ?? Text(ImportColumn.Order);

    /// <summary>What went back without saying which order it belongs to.</summary>
    /// <exception cref="FormatException">The row's kind is not a known one.</exception>
    public bool IsReturn => IsReturnByKind
        || (Group is null
            ? Text(ImportColumn.Quantity)?.StartsWith('-') == true
            : _mapping.ReturnPrefix.Length > 0 && Text(ImportColumn.Order)?.StartsWith(_mapping.ReturnPrefix, StringComparison.Ordinal) == true);

    private bool IsReturnByKind => _mapping.Columns.ContainsKey(ImportColumn.Kind) && Text(ImportColumn.Kind)?.ToLowerInvariant() switch
    {
        null or "sale" => Text(ImportColumn.Total)?.StartsWith('-') == true,
        "return" => true,
        _ => throw new FormatException("The column for Kind says neither sale nor return."),
    };

    public bool Has(ImportColumn column) => _columns.GetValueOrDefault(column) is { Length: > 0 };

    /// <summary>The first text of the column's names that is not empty.</summary>
    public string? Text(ImportColumn column)
    {
        foreach (var index in _columns.GetValueOrDefault(column) ?? [])
        {
            if (_csv.GetField(index)?.Trim() is { Length: > 0 } text)
            {
                return text;
            }
        }

        return null;
    }

    public decimal? Number(ImportColumn column) => Text(column) is not { } text ? null
        : decimal.TryParse(text, NumberStyles.Number | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) <= Currencies.Largest
            ? number
            : throw new FormatException($"The column for {column} is not a possible number.");

    public DateTimeOffset? Instant(ImportColumn column)
    {
        if (Text(column) is not { } text)
        {
            return null;
        }

        var formats = _mapping.DateFormat.Length > 0 ? [_mapping.DateFormat] : LocalFormats;
        if (DateTime.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) && local.Year is >= 1990 and < 2200)
        {
            return new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), _zone.GetUtcOffset(local));
        }

        return Instants.Parse(text) ?? throw new FormatException($"The column for {column} is not a time that can be read.");
    }

    public bool Is(ImportColumn column) => Text(column)?.ToLowerInvariant() is "true" or "yes" or "1";

    /// <summary>Null when it is neither said to be so nor not to be.</summary>
    public bool? YesOrNo(ImportColumn column) => Is(column) ? true : Text(column)?.ToLowerInvariant() is "false" or "no" or "0" ? false : null;

    public DateOnly? Day(ImportColumn column) => Text(column) is not { } text ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw new FormatException($"The column for {column} is not a day, such as 2026-11-24.");

    private void Require(ImportColumn column, string what)
    {
        if (!Has(column))
        {
            throw new FormatException($"The file has no column for {what}.");
        }
    }
}
