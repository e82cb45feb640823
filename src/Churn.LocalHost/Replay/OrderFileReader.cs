using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Churn.LocalHost.Replay;

/// <summary>Reads a CSV of orders, finding its columns by the names that such files use.</summary>
public sealed class OrderFileReader
{
    private static readonly string[] CustomerNames = ["customer_id", "customerid", "customer", "buyer_id", "buyer", "client_id", "user_id"];
    private static readonly string[] DateNames = ["date", "order_date", "placed_at", "created_at", "invoicedate"];
    private static readonly string[] ValueNames = ["value", "total", "total_price", "amount", "revenue"];
    private static readonly string[] OrderNames = ["order_id", "orderid", "order", "invoiceno", "invoice_no"];
    private static readonly string[] KindNames = ["kind", "type"];
    private static readonly string[] UnitNames = ["units", "cds", "quantity"];

    private readonly string _name;
    private readonly CsvReader _csv;
    private readonly int _customer;
    private readonly int _date;
    private readonly int _value;
    private readonly int _order;
    private readonly int _kind;
    private readonly int _units;

    private OrderFileReader(string name, CsvReader csv)
    {
        _name = name;
        _csv = csv;
        if (!csv.Read() || !csv.ReadHeader())
            throw new LocalHostException($"{name} is empty.");
        _customer = Needed("the buyer", CustomerNames);
        _date = Needed("the date", DateNames);
        _value = Needed("the value", ValueNames);
        _order = Find(OrderNames);
        _kind = Find(KindNames);
        _units = Find(UnitNames);
    }

    /// <summary>All orders in the order of the file.</summary>
    public static IReadOnlyList<FileOrder> Read(string path)
    {
        if (!File.Exists(path))
            throw new LocalHostException($"There is no file {path}.");
        using var reader = new StreamReader(path);
        return Read(Path.GetFileName(path), reader);
    }

    public static IReadOnlyList<FileOrder> Read(string name, TextReader text)
    {
        using var csv = new CsvReader(text, new CsvConfiguration(CultureInfo.InvariantCulture) { TrimOptions = TrimOptions.Trim, BadDataFound = null });
        var reader = new OrderFileReader(name, csv);
        var orders = new List<FileOrder>();
        while (csv.Read())
            orders.Add(reader.Line(orders.Count + 1));
        return orders;
    }

    private FileOrder Line(int row)
    {
        var customer = Text(_customer);
        if (customer.Length == 0)
            throw Bad(row, "names no buyer");
        var at = Date(row, out var hasTime);
        if (!decimal.TryParse(Text(_value), NumberStyles.Number | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value))
            throw Bad(row, $"has the value '{Text(_value)}', which is not a number");
        var isReturn = value < 0 || IsReturn(row);
        var units = _units >= 0 && decimal.TryParse(Text(_units), NumberStyles.Number, CultureInfo.InvariantCulture, out var count) ? (int)count : 1;
        var orderId = _order >= 0 && Text(_order) is { Length: > 0 } id ? id : null;

        // Real files carry the dust of adding in binary; money has cents.
        return new(row, customer, at, hasTime, Math.Round(Math.Abs(value), 2, MidpointRounding.AwayFromZero), isReturn, orderId, Math.Max(1, units));
    }

    private DateTimeOffset Date(int row, out bool hasTime)
    {
        var text = Text(_date);
        hasTime = text.Length > 10;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? date
            : throw Bad(row, $"has the date '{text}', which is not like 2026-05-14 or 2026-05-14 10:30:00");
    }

    private bool IsReturn(int row) => (_kind < 0 ? "" : Text(_kind).ToLowerInvariant()) switch
    {
        "" or "sale" or "order" => false,
        "return" or "refund" => true,
        var kind => throw Bad(row, $"has the kind '{kind}', and there are sale and return"),
    };

    private string Text(int column) => _csv.GetField(column) ?? "";

    private LocalHostException Bad(int row, string what) => new($"Line {row + 1} of {_name} {what}.");

    private int Needed(string what, string[] names) =>
        Find(names) is >= 0 and var column
            ? column
            : throw new LocalHostException($"{_name} has no column for {what}: call it {names[0]}.");

    // The first name that the file has wins, not the first column: `order_id` is a better order than `order`.
    private int Find(string[] names)
    {
        var header = _csv.HeaderRecord!;
        return names.Select(name => Array.FindIndex(header, column => column.Trim().Equals(name, StringComparison.OrdinalIgnoreCase)))
            .FirstOrDefault(column => column >= 0, -1);
    }
}
