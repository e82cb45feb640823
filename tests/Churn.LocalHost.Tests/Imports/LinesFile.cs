using System.Globalization;
using System.IO.Compression;
using System.Text;
using Churn.Testing;
using CsvHelper;

namespace Churn.LocalHost.Tests.Imports;

/// <summary>A compressed file of order lines in the shape of the UCI online retail data, and its sums.</summary>
internal sealed class LinesFile : IDisposable
{
    /// <summary>
    /// Names a file of order lines, with columns as docs/import-online-retail.json maps them, to take in place of a made one.
    /// </summary>
    public const string Variable = "CHURN_IMPORT_FILE";

    private const int Seed = 20101201;

    private LinesFile(string path, bool isOurs) => (Path, IsOurs) = (path, isOurs);

    public string Path { get; }

    public int Orders { get; private init; }

    public int Buyers { get; private init; }

    /// <summary>The value of all orders, in minor units.</summary>
    public long Cents { get; private init; }

    /// <summary>The lines that belong to neither an order nor a return.</summary>
    public required int[] Without { get; init; }

    private bool IsOurs { get; }

    public static LinesFile Open(int orders) => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named
        ? Counted(System.IO.Path.GetFullPath(named, RepositoryFiles.Root))
        : Made(orders);

    public void Dispose()
    {
        if (IsOurs)
            File.Delete(Path);
    }

    // Counts a file without any of the product's code. An InvoiceNo makes an order, worth the sum of its lines. A CustomerID makes a buyer,
    // and an order without one has a buyer of its own. A row without an InvoiceNo is a return if its quantity is negative, and otherwise no
    // order at all.
    private static LinesFile Counted(string path)
    {
        var (totals, customers, without) = (new Dictionary<string, decimal>(), new Dictionary<string, string>(), new List<int>());
        using var bytes = File.OpenRead(path);
        Stream plain = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(bytes, CompressionMode.Decompress) : bytes;
        using var text = new StreamReader(plain);
        using var csv = new CsvReader(text, CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        for (var line = 2; csv.Read(); line++)
        {
            var (number, quantity) = (csv.GetField("InvoiceNo")!, csv.GetField<decimal>("Quantity"));
            if (number.StartsWith('C') || (number.Length == 0 && quantity < 0))
            {
                continue;
            }

            if (number.Length == 0)
            {
                without.Add(line);
                continue;
            }

            totals[number] = totals.GetValueOrDefault(number) + (quantity * csv.GetField<decimal>("UnitPrice"));
            customers[number] = customers.GetValueOrDefault(number) is { Length: > 0 } known ? known : csv.GetField("CustomerID")!;
        }

        var guests = customers.Values.Count(customer => customer.Length == 0);
        return new(path, isOurs: false)
        {
            Orders = totals.Count,
            Buyers = customers.Values.Where(customer => customer.Length > 0).Distinct().Count() + guests,
            Cents = totals.Values.Sum(total => (long)Math.Round(total * 100)),
            Without = [.. without],
        };
    }

    // Makes a file, and counts while it writes, so that the sums are known without reading it.
    private static LinesFile Made(int orders)
    {
        var random = new Random(Seed);
        var path = System.IO.Path.GetTempFileName();
        var (buyers, cents, line) = (new HashSet<string>(), 0L, 1);
        using var text = new StreamWriter(new GZipStream(File.Create(path), CompressionLevel.Fastest), Encoding.UTF8);
        using var csv = new CsvWriter(text, CultureInfo.InvariantCulture);
        Write(csv, "InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID", "Country");
        for (var order = 1; order <= orders; order++)
        {
            var customer = random.Next(10) == 0 ? "" : $"{random.Next(12_000, 12_000 + (orders / 4))}";
            buyers.Add(customer.Length > 0 ? customer : $"guest of {order}");
            var at = new DateTime(2010, 12, 1).AddMinutes(random.Next(500_000));
            for (var lines = random.Next(1, 9); lines > 0; lines--, line++)
            {
                var (quantity, pence) = (random.Next(1, 12), random.Next(1, 2_000));
                cents += quantity * pence;
                var (product, time) = ($"{random.Next(10_000, 99_999)}A", $"{at:yyyy-MM-dd HH:mm:ss}");
                Write(csv, order, product, "LIGHT, \"WHITE\"", quantity, time, pence / 100m, customer, "United Kingdom");
            }

            if (random.Next(8) == 0)
            {
                Write(csv, "", 20_001, "RETURNED", -1, $"{at:yyyy-MM-dd HH:mm:ss}", 9.99m, customer, "United Kingdom");
                line++;
            }
        }

        Write(csv, "", "", "Adjust bad debt", 1, "2011-08-12 14:50:00", 11062.06m, "", "United Kingdom");
        return new(path, isOurs: true) { Orders = orders, Buyers = buyers.Count, Cents = cents, Without = [line + 1] };
    }

    private static void Write(CsvWriter csv, params ReadOnlySpan<object> cells)
    {
        foreach (var cell in cells)
            csv.WriteField(cell);
        csv.NextRecord();
    }
}
