using System.Globalization;
using System.IO.Compression;
using System.Text;
using Churn.TestSupport;
using CsvHelper;

namespace Churn.LocalHost.Tests.Imports;

/// <summary>A compressed file of order lines in the shape of the UCI online retail data, and what it comes to.</summary>
internal sealed class LinesFile : IDisposable
{
    /// <summary>Set it to 1 to take the whole real file beside the repository, which takes minutes.</summary>
    public const string Variable = "CHURN_IMPORT_WHOLE";

    private const int Seed = 20101201;

    private LinesFile(string path, bool isOurs) => (Path, IsOurs) = (path, isOurs);

    public string Path { get; }

    public int Orders { get; private init; }

    public int Buyers { get; private init; }

    /// <summary>What all orders come to, minor units.</summary>
    public long Cents { get; private init; }

    /// <summary>Lines that are neither of an order nor a return.</summary>
    public required int[] Without { get; init; }

    private bool IsOurs { get; }

    public static LinesFile Open(int orders) => Environment.GetEnvironmentVariable(Variable) == "1" ? Whole() : Made(orders);

    public void Dispose()
    {
        if (IsOurs)
            File.Delete(Path);
    }

    // python3 tests/Churn.LocalHost.Tests/Imports/count.py ../shared/data/online_retail/lines.csv.gz
    private static LinesFile Whole() => new(
        RepositoryFiles.Shared("data/online_retail/lines.csv.gz") ?? throw new FileNotFoundException("../shared/data/online_retail/lines.csv.gz is not there."), isOurs: false)
    {
        Orders = 20_725, Buyers = 6_528, Cents = 1_065_562_248, Without = [299_984, 299_985, 299_986],
    };

    // Counted while it is written: what comes of it is known without reading it.
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
                Write(csv, order, $"{random.Next(10_000, 99_999)}A", "LIGHT, \"WHITE\"", quantity, $"{at:yyyy-MM-dd HH:mm:ss}", pence / 100m, customer, "United Kingdom");
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
