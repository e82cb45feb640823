using System.Globalization;
using Churn.Domain.Buyers;
using Churn.Domain.Messages;
using Churn.Domain.Shops;
using Churn.TestSupport.Builders;
using Churn.TestSupport.Scenarios;
using Churn.TestSupport.Scripted;

namespace Churn.Benchmarks.Nightly;

/// <summary>
/// A nightly run over a million buyers, from the timer to the model. The buyers are made as they are scanned, so that the memory is the run's own, with what
/// it keeps between range and finish, which lies in a table in earnest.
/// </summary>
internal sealed class NightlyBenchmark : IBenchmark
{
    private const int RowsOfAPage = 1_000;
    private const int RowsOfATransaction = 100;
    private const long MostMemory = 300L * 1024 * 1024;

    public string Name => "nightly";

    public string Purpose => "a nightly run: pages, transactions and memory against their bounds: [buyers=1000000] [seed=1] [ranges at once=1]";

    public async Task<int> RunAsync(string[] args)
    {
        var count = Number(args, 0, 1_000_000);
        var now = new DateTimeOffset(2026, 5, 14, 4, 0, 0, TimeSpan.Zero);
        var shop = AShop.Named("benchmark");
        var today = shop.DayOf(now);
        var buyers = new SyntheticBuyerStore(new SyntheticBuyers(shop, count, Number(args, 1, 1), today), ARulebook.For(shop.BusinessModel), today.AddDays(-1));
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
        Console.WriteLine(FormattableString.Invariant($"{run.State}: {run.BuyersRead:N0} buyers read, {run.BuyersChanged:N0} changed; ranges {ranges.TotalSeconds:N1} s, finish {(all - ranges).TotalSeconds:N1} s"));
        Console.WriteLine($"{run.Rung}: {run.Note}");
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

    // As many messages as an instance takes at once.
    private static Task WorkAsync(NightlyScenario night, int lanes)
    {
        var ranges = new List<RangeMessage>();
        while (night.Queues.Reclassify.TryDequeue(out var range))
        {
            ranges.Add(range);
        }

        return Parallel.ForEachAsync(ranges, new ParallelOptions { MaxDegreeOfParallelism = lanes }, async (range, _) => await night.WorkAsync(range));
    }

    private static bool Check(string what, long found, long atMost)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {what}: {found:N0}, at most {atMost:N0}: {(found <= atMost ? "holds" : "BROKEN")}"));
        return found <= atMost;
    }

    private static int Number(string[] args, int index, int otherwise) =>
        args.Length > index ? int.Parse(args[index], CultureInfo.InvariantCulture) : otherwise;
}
