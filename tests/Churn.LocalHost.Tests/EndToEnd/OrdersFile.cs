using System.Globalization;
using Churn.Testing;
using CsvHelper;

namespace Churn.LocalHost.Tests.EndToEnd;

/// <summary>
/// A file of orders and its sums. The sums are worked out here from the bare lines, without the app's own code for reading such files. If
/// the environment variable names a file, the whole of it is taken; otherwise one is made.
/// </summary>
internal sealed class OrdersFile : IDisposable
{
    public const string Variable = "CHURN_REPLAY_FILE";

    private const int Seed = 19970101;
    private const string Header = "customer_id,master_id,date,cds,value";

    private OrdersFile(string path, string source, bool isOurs)
    {
        Path = path;
        Source = source;
        IsOurs = isOurs;
        Buyers = Add(path);
    }

    public string Path { get; }

    /// <summary>Where the orders come from, for the test's output.</summary>
    public string Source { get; }

    /// <summary>The sums by customer id, written as a platform would: a number without leading zeros.</summary>
    public IReadOnlyDictionary<string, BuyerSums> Buyers { get; }

    private bool IsOurs { get; }

    /// <param name="orders">The number of orders, unless a file is named.</param>
    public static OrdersFile Open(int orders)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
            return new(System.IO.Path.GetFullPath(named, RepositoryFiles.Root), named, isOurs: false);

        var path = System.IO.Path.GetTempFileName();
        File.WriteAllLines(path, Made(orders));
        return new(path, $"made with seed {Seed}; {Variable} names a file of yours", isOurs: true);
    }

    public void Dispose()
    {
        if (IsOurs)
            File.Delete(Path);
    }

    private static IEnumerable<string> Made(int orders)
    {
        var random = new Random(Seed);
        var lines = new List<string> { Header };
        for (var buyer = 1; lines.Count <= orders; buyer++)
        {
            var day = new DateOnly(1997, 1, 1).AddDays(random.Next(90));
            do
            {
                var units = random.Next(1, 6);
                var value = units * (9 + (random.Next(800) / 100m));
                lines.Add(string.Create(
                    CultureInfo.InvariantCulture, $"{buyer:D4},{buyer * 7:D5},{day:yyyy-MM-dd},{units},{value:0.00}"));
                day = day.AddDays(random.Next(0, 120));
            }
            while (random.Next(3) > 0 && lines.Count <= orders);
        }

        return lines;
    }

    /// <summary>Adds the lines up. A return takes back what the buyer has paid until then, and no more.</summary>
    private static Dictionary<string, BuyerSums> Add(string path)
    {
        using var text = File.OpenText(path);
        using var csv = new CsvReader(text, CultureInfo.InvariantCulture);
        var lines = new List<(string Id, string Date, decimal Value, bool IsReturn)>();
        csv.Read();
        csv.ReadHeader();
        while (csv.Read())
        {
            var value = csv.GetField<decimal>("value");
            var isReturn = value < 0 || (csv.TryGetField<string>("kind", out var kind) && kind == "return");
            lines.Add(($"{csv.GetField<long>("customer_id")}", csv.GetField("date")!, Math.Abs(value), isReturn));
        }

        var buyers = new Dictionary<string, BuyerSums>();
        foreach (var line in lines.OrderBy(line => line.Date, StringComparer.Ordinal))
        {
            var cents = (long)Math.Round(100 * line.Value, MidpointRounding.AwayFromZero);
            var known = buyers.GetValueOrDefault(line.Id) ?? new(0, 0, 0);
            buyers[line.Id] = line.IsReturn
                ? known with { Purchases = null, Cents = known.Cents - Math.Min(cents, known.Cents) }
                : new(known.Orders + 1, known.Purchases + (cents > 0 ? 1 : 0), known.Cents + cents);
        }

        return buyers.Where(pair => pair.Value.Orders > 0).ToDictionary();
    }
}
