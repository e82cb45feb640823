using Churn.Domain.Buyers;
using Churn.Domain.Orders;
using Churn.Domain.Rebuilding;
using Churn.Domain.Shops;

namespace Churn.Domain.Imports;

/// <summary>Writes located orders, a bucket at a time, as many buyers in one entity group transaction as fit.</summary>
public sealed class ImportWriter(IBuyerStore buyers, BuyerSettler settler, OrderRecorder recorder)
{
    private const int BucketsAtOnce = 8;

    internal async Task<ImportCounts> WriteAsync(
        ShopId shop, IReadOnlyList<ImportTarget> targets, IReadOnlyList<LedgerEntry> single, Action<ImportCounts> progress, CancellationToken cancellationToken)
    {
        var gate = new Lock();
        var counts = default(ImportCounts);
        var lanes = new ParallelOptions { MaxDegreeOfParallelism = BucketsAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(targets.GroupBy(target => target.Key.Bucket), lanes, async (bucket, token) =>
        {
            var plans = await PlanAsync(shop, bucket.Key, [.. bucket], token);
            Count(await WriteBucketAsync(plans, token));
        });
        Count(await RecordAsync(single, cancellationToken));
        return counts;

        void Count(ImportCounts more)
        {
            lock (gate)
            {
                counts += more;
                progress(more);
            }
        }
    }

    // The row is read before the ledger: whatever changes the ledger in between or later changes the row's ETag, and the write is refused.
    private async Task<List<ImportPlan>> PlanAsync(ShopId shop, string bucket, List<ImportTarget> targets, CancellationToken cancellationToken)
    {
        var rows = new Dictionary<BuyerId, Buyer>();
        var ledgers = new Dictionary<BuyerId, List<LedgerRow>>();
        if (targets.Exists(target => !target.Fresh))
        {
            var wanted = targets.Select(target => target.Key.Buyer).ToHashSet();
            await foreach (var buyer in buyers.ScanAsync(shop, bucket, cancellationToken))
            {
                if (wanted.Contains(buyer.Key.Buyer))
                {
                    rows[buyer.Key.Buyer] = buyer;
                }
            }

            await foreach (var (buyer, row) in rows.Count == 0 ? AsyncEnumerable.Empty<(BuyerId, LedgerRow)>() : buyers.ScanLedgersAsync(shop, bucket, cancellationToken))
            {
                if (rows.ContainsKey(buyer))
                {
                    (ledgers.TryGetValue(buyer, out var ledger) ? ledger : ledgers[buyer] = []).Add(row);
                }
            }
        }

        var rulebook = await settler.RulebookAsync(shop, cancellationToken);
        return [.. targets.Select(target => new ImportPlan(
            target, rows.GetValueOrDefault(target.Key.Buyer), ledgers.GetValueOrDefault(target.Key.Buyer) ?? [], settler, rulebook))];
    }

    private async Task<ImportCounts> WriteBucketAsync(List<ImportPlan> plans, CancellationToken cancellationToken)
    {
        var counts = default(ImportCounts);
        var page = new ImportPage();
        foreach (var plan in plans)
        {
            if (plan.IsBusy)
            {
                counts += await RecordAsync(plan.Target.Entries, cancellationToken);
            }
            else if (plan.Changes.Count == 0)
            {
                counts += plan.Counts;
            }
            else if (await WriteHeadAsync(plan, cancellationToken) is { } last)
            {
                counts += page.Fits(last) ? default : await FlushAsync(page, cancellationToken);
                page.Add(plan, last);
            }
            else
            {
                counts += await RecordAsync(plan.Target.Entries, cancellationToken);
            }
        }

        return counts + await FlushAsync(page, cancellationToken);
    }

    /// <summary>
    /// Writes all but the last change of a buyer with more orders than one transaction takes, each with the facts of what is written by then, and
    /// gives the last one back; null when somebody else wrote meanwhile.
    /// </summary>
    private async Task<BuyerChange?> WriteHeadAsync(ImportPlan plan, CancellationToken cancellationToken)
    {
        var etag = plan.Row?.ETag;
        foreach (var change in plan.Changes.SkipLast(1))
        {
            var guarded = change with { Buyer = change.Buyer! with { ETag = etag } };
            if (await buyers.WriteAsync(guarded, cancellationToken) == WriteResult.Conflict
                || (await buyers.GetAsync(change.Key, cancellationToken)).Buyer is not { } written
                || !FactComparison.Compare(written.Facts, change.Buyer.Facts).IsEmpty)
            {
                return null;
            }

            etag = written.ETag;
        }

        return plan.Changes[^1] with { Buyer = plan.Changes[^1].Buyer! with { ETag = etag } };
    }

    private async Task<ImportCounts> FlushAsync(ImportPage page, CancellationToken cancellationToken)
    {
        var counts = default(ImportCounts);
        while (page.Changes.Count > 0)
        {
            if (await buyers.WriteTogetherAsync(page.Changes, cancellationToken) is { } failed)
            {
                counts += await RecordAsync(page.Remove(failed).Target.Entries, cancellationToken);
                continue;
            }

            counts = page.Plans.Aggregate(counts, (sum, plan) => sum + plan.Counts);
            page.Clear();
        }

        return counts;
    }

    private async Task<ImportCounts> RecordAsync(IReadOnlyList<LedgerEntry> entries, CancellationToken cancellationToken)
    {
        var counts = default(ImportCounts);
        foreach (var entry in entries)
        {
            counts += (await recorder.RecordAsync(entry.Order, cancellationToken)).Outcome switch
            {
                RecordOutcome.New => new ImportCounts(1, 0, 0),
                RecordOutcome.Changed => new ImportCounts(0, 1, 0),
                _ => new ImportCounts(0, 0, 1),
            };
        }

        return counts;
    }
}
