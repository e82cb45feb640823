using System.Collections.Concurrent;
using Churn.Domain.Buyers;
using Churn.Domain.Identity;
using Churn.Domain.Messages;
using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.Domain.Recording;

/// <summary>Writes located orders, a bucket at a time, as many buyers in one entity group transaction as fit.</summary>
public sealed class ImportWriter(IBuyerStore buyers, IIdentityStore store, IBuyerIdentities identities, BuyerRowBuilder rowBuilder, IMessageQueues queues)
{
    private const int BucketsAtOnce = 8;

    internal async Task<ImportCounts> WriteAsync(ShopId shop, LocatedImport located, Action<ImportCounts> progress, CancellationToken cancellationToken)
    {
        var gate = new Lock();
        var counts = default(ImportCounts);
        var members = new ImportMembers();
        var lanes = new ParallelOptions { MaxDegreeOfParallelism = BucketsAtOnce, CancellationToken = cancellationToken };
        var planned = new ConcurrentBag<List<ImportPlan>>();
        await Parallel.ForEachAsync(located.Targets.GroupBy(target => target.Key.Bucket), lanes, async (bucket, token) =>
            planned.Add(await PlanAsync(shop, bucket.Key, [.. bucket], token)));
        await ClaimAsync([.. planned.SelectMany(plans => plans)], cancellationToken);
        await Parallel.ForEachAsync(planned, lanes, async (plans, token) => Count(await WriteBucketAsync(plans, members, token)));
        Count(await RecordAsync(located.Single, members, cancellationToken) + new ImportCounts(0, 0, 0, located.Erased));
        await members.NotifyAsync(shop, queues, cancellationToken);
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

    private async Task<List<ImportPlan>> PlanAsync(ShopId shop, string bucket, List<ImportTarget> targets, CancellationToken cancellationToken)
    {
        var rows = new Dictionary<BuyerId, Buyer>();
        var ledgers = new Dictionary<BuyerId, List<LedgerEntry>>();
        var known = targets.Where(target => !target.Fresh).Select(target => target.Key.Buyer).ToHashSet();
        if (known.Count > 0)
        {
            await foreach (var buyer in buyers.ScanAsync(shop, bucket, cancellationToken))
            {
                if (known.Contains(buyer.Key.Buyer))
                {
                    rows[buyer.Key.Buyer] = buyer;
                }
            }

            // What a scan leaves out: aliases, retired rows, and buyers whose first order was claimed by an import that was stopped.
            foreach (var target in targets.Where(target => !target.Fresh && !rows.ContainsKey(target.Key.Buyer)))
            {
                if (await buyers.GetAsync(target.Key, cancellationToken) is { } row)
                {
                    rows[target.Key.Buyer] = row;
                }
            }

            await foreach (var (buyer, entry) in rows.Count == 0 ? AsyncEnumerable.Empty<(BuyerId, LedgerEntry)>() : buyers.ScanLedgersAsync(shop, bucket, cancellationToken))
            {
                if (rows.ContainsKey(buyer))
                {
                    (ledgers.TryGetValue(buyer, out var ledger) ? ledger : ledgers[buyer] = []).Add(entry);
                }
            }
        }

        var rulebook = await rowBuilder.RulebookAsync(shop, cancellationToken);
        return [.. targets.Select(target => new ImportPlan(
            target, rows.GetValueOrDefault(target.Key.Buyer), ledgers.GetValueOrDefault(target.Key.Buyer) ?? [], rowBuilder, rulebook))];
    }

    // Runs after the buyers' rows were read: a worker that takes an order over writes its buyer's row, so that the import's own write is refused.
    // All buckets' claims go together, for the claims of one buyer's orders lie in as many partitions as there are orders.
    private async Task ClaimAsync(IReadOnlyCollection<ImportPlan> plans, CancellationToken cancellationToken)
    {
        var idle = plans.Where(plan => !plan.IsBusy).ToList();
        var claimed = await store.InsertAllAsync([.. idle.SelectMany(plan => plan.Target.Claims)], cancellationToken);
        foreach (var plan in idle)
        {
            plan.IsOvertaken = !plan.Target.Claims.All(claim => claimed.ContainsKey(claim.Name));
        }
    }

    private async Task<ImportCounts> WriteBucketAsync(List<ImportPlan> plans, ImportMembers members, CancellationToken cancellationToken)
    {
        var counts = default(ImportCounts);
        var page = new ImportPage();
        foreach (var plan in plans)
        {
            members.Add(plan.Target.Key.Buyer, plan.Companies);
            if (plan.IsBusy || plan.IsOvertaken)
            {
                counts += await RecordAsync(plan.Target.Entries, members, cancellationToken);
            }
            else if (plan.Changes.Count == 0)
            {
                counts += plan.Counts;
            }
            else if (await WriteHeadAsync(plan, cancellationToken) is { } last)
            {
                counts += page.Fits(last) ? default : await FlushAsync(page, members, cancellationToken);
                page.Add(plan, last);
            }
            else
            {
                counts += await RecordAsync(plan.Target.Entries, members, cancellationToken);
            }
        }

        return counts + await FlushAsync(page, members, cancellationToken);
    }

    /// <summary>
    /// Writes all but the last change of a buyer with more orders than one transaction takes, each with the facts of what is written by then, and
    /// gives the last one back; null when somebody else wrote meanwhile.
    /// </summary>
    private async Task<BuyerTransaction?> WriteHeadAsync(ImportPlan plan, CancellationToken cancellationToken)
    {
        var etag = plan.Row?.ETag;
        foreach (var change in plan.Changes.SkipLast(1))
        {
            var guarded = change with { Buyer = change.Buyer with { ETag = etag } };
            if (await buyers.WriteAsync(guarded, cancellationToken) == WriteResult.Conflict
                || await buyers.GetAsync(change.Key, cancellationToken) is not { } written
                || !FactComparison.Compare(written.Facts, change.Buyer.Facts).IsEmpty)
            {
                return null;
            }

            etag = written.ETag;
        }

        return plan.Changes[^1] with { Buyer = plan.Changes[^1].Buyer with { ETag = etag } };
    }

    private async Task<ImportCounts> FlushAsync(ImportPage page, ImportMembers members, CancellationToken cancellationToken)
    {
        var counts = default(ImportCounts);
        while (page.Changes.Count > 0)
        {
            if (await buyers.WriteTogetherAsync(page.Changes, cancellationToken) is { } failed)
            {
                counts += await RecordAsync(page.Remove(failed).Target.Entries, members, cancellationToken);
                continue;
            }

            counts = page.Plans.Aggregate(counts, (sum, plan) => sum + plan.Counts);
            page.Clear();
        }

        return counts;
    }

    private async Task<ImportCounts> RecordAsync(IReadOnlyList<LedgerEntry> entries, ImportMembers members, CancellationToken cancellationToken)
    {
        var counts = default(ImportCounts);
        foreach (var entry in entries)
        {
            var recorded = await identities.RecordAsync(entry, cancellationToken);
            members.Add(recorded.Key.Buyer, recorded.Companies);
            counts += recorded.Outcome switch
            {
                RecordOutcome.New => new ImportCounts(1, 0, 0),
                RecordOutcome.Changed => new ImportCounts(0, 1, 0),
                RecordOutcome.Erased => new ImportCounts(0, 0, 0, 1),
                _ => new ImportCounts(0, 0, 1),
            };
        }

        return counts;
    }
}
