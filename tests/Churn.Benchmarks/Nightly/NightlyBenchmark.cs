using System.Globalization;
using Churn.Domain.Buyers;
using Churn.Domain.Messages;
using Churn.Domain.Shops;
using Churn.Testing.Builders;
using Churn.Testing.Scenarios;
using Churn.Testing.Scripted;

namespace Churn.Benchmarks.Nightly;

/// <summary>
/// Runs a night over a million buyers, from the timer to the model. The buyers are made as they are scanned, so the measured memory is the
/// run's own. It includes what the run keeps between the ranges and the finish, which lies in a table in production.
/// </summary>
internal sealed class NightlyBenchmark : IBenchmark
{
    private const int RowsOfAPage = 1_000;
    private const int RowsOfATransaction = 100;
    private const long MostMemory = 300L * 1024 * 1024;

    public string Name => "nightly";

    public string Purpose =>
        "a nightly run: pages, transactions and memory against their bounds: [buyers=1000000] [seed=1] [ranges at once=1]";

    public async Task<int> RunAsync(string[] args)
    {
        var count = Number(args, 0, 1_000_000);
        var now = new DateTimeOffset(2026, 5, 14, 4, 0, 0, TimeSpan.Zero);
        var shop = AShop.Named("benchmark");
        var today = shop.DayOf(now);
        var synthetic = new SyntheticBuyers(shop, count, Number(args, 1, 1), today);
        var buyers = new SyntheticBuyerStore(synthetic, ARulebook.For(shop.BusinessModel), today.AddDays(-1));
        var night = new NightlyScenario(buyers, now, shop);
        var start = TimeProvider.System.GetTimestamp();
        using var memory = new PeakMemory();
        await night.Dealer.StartDueAsync(CancellationToken.None);
        await WorkAsync(night, Number(args, 2, 1));
        var ranges = TimeProvider.System.GetElapsedTime(start);
        var findings = await FindingsAsync(night, shop, today);
        await night.DrainAsync();
        var all = TimeProvider.System.GetElapsedTime(start);
        memory.Dispose();

        var run = (await night.Storage.Runs.FindAsync(shop.Id, today, CancellationToken.None))!;
        Console.WriteLine(
            FormattableString.Invariant($"{run.State}: {run.BuyersRead:N0} buyers read, {run.BuyersChanged:N0} changed; ")
            + FormattableString.Invariant($"ranges {ranges.TotalSeconds:N1} s, finish {(all - ranges).TotalSeconds:N1} s"));
        Console.WriteLine($"{run.Tier}: {run.Note}");
        var holds = Check("pages read", buyers.PagesRead, (run.BuyersRead / RowsOfAPage) + Buckets.Count);
        holds &= Check("transactions written", buyers.Transactions, (run.BuyersChanged / RowsOfATransaction) + Buckets.Count);
        holds &= Check("peak working set above the start, bytes", memory.Working, MostMemory);
        Console.WriteLine(FormattableString.Invariant($"  of it managed heap {memory.Heap:N0}"));
        Console.WriteLine(FormattableString.Invariant($"  kept between the ranges and the finish, bytes: {findings:N0}"));
        return holds && run.BuyersRead > 0.99 * count ? 0 : 1;
    }

    private static async Task<long> FindingsAsync(NightlyScenario night, Shop shop, DateOnly date)
    {
        var bytes = 0L;
        foreach (var part in await night.Storage.Runs.ListPartsAsync(shop.Id, date, CancellationToken.None))
        {
            bytes += (await night.Storage.Runs.ReadFindingsAsync(shop.Id, date, part, CancellationToken.None))!.Length;
        }

        return bytes;
    }

    // Works on as many messages at once as an instance does.
    private static Task WorkAsync(NightlyScenario night, int lanes)
    {
        var ranges = new List<RangeMessage>();
        while (night.Queues.Reclassify.TryDequeue(out var range))
        {
            ranges.Add(range);
        }

        var options = new ParallelOptions { MaxDegreeOfParallelism = lanes };
        return Parallel.ForEachAsync(ranges, options, async (range, _) => await night.WorkAsync(range));
    }

    private static bool Check(string what, long found, long atMost)
    {
        var verdict = found <= atMost ? "holds" : "BROKEN";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {what}: {found:N0}, at most {atMost:N0}: {verdict}"));
        return found <= atMost;
    }

    private static int Number(string[] args, int index, int otherwise) =>
        args.Length > index ? int.Parse(args[index], CultureInfo.InvariantCulture) : otherwise;
}
