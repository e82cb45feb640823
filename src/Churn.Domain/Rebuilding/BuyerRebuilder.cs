using System.Collections.Immutable;
using Churn.Domain.Accounts;
using Churn.Domain.Buyers;
using Churn.Domain.Events;
using Churn.Domain.Messages;
using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.Domain.Rebuilding;

/// <summary>Computes every buyer again from the ledger and tells whose row says something else.</summary>
/// <remarks>
/// Orders may be recorded meanwhile: the rows of a bucket and its ledgers are two readings of different moments. So what the scan finds is only a
/// suspicion. It is a difference when the buyer's row, read before and after their ledger, is the same row (its ETag, which every change of a ledger
/// changes) and still is not the fold. A repair is guarded by that ETag: it never overwrites what somebody recorded in between.
/// </remarks>
public sealed class BuyerRebuilder(IBuyerStore buyers, BuyerSettler settler, AccountSettler accounts)
{
    /// <summary>Readings until a buyer who is changed all the time is left alone: whoever changes them folds them too.</summary>
    private const int MaxReadings = 8;

    public async Task<RebuildResult> RunAsync(RebuildMessage range, CancellationToken cancellationToken)
    {
        var shop = settler.ShopOf(range.Shop);
        var result = RebuildResult.None;
        for (var bucket = range.From; bucket <= range.To; bucket++)
        {
            var rows = new Dictionary<BuyerId, Buyer>();
            await foreach (var buyer in buyers.ScanAsync(range.Shop, Buckets.Name(bucket), cancellationToken))
            {
                rows.Add(buyer.Key.Buyer, buyer);
            }

            var employed = new List<(string Company, BuyerId Buyer)>();
            var suspects = new SortedSet<BuyerId>();
            result = result with { Buyers = result.Buyers + rows.Count, Orders = result.Orders + rows.Values.Sum(row => row.Facts.Orders) };
            await foreach (var (id, ledger) in LedgersAsync(range.Shop, bucket, cancellationToken))
            {
                employed.AddRange(ledger.Select(entry => entry.Order.Buyer.CompanyId).OfType<string>().Distinct().Select(company => (company, id)));
                if (!rows.Remove(id, out var row) || row.Ledgers.Count > 0 || Differences(row.Facts, ledger, shop).Length > 0)
                {
                    suspects.Add(id);
                }
            }

            suspects.UnionWith(rows.Values.Where(row => row.Ledgers.Count > 0 || Differences(row.Facts, [], shop).Length > 0).Select(row => row.Key.Buyer));
            foreach (var suspect in suspects)
            {
                result = await CheckAsync(new BuyerKey(range.Shop, suspect), range.Repair, cancellationToken) is { } found ? result.With(found) : result;
            }

            if (range.Repair)
            {
                await SettleAccountsAsync(range.Shop, employed, cancellationToken);
            }
        }

        return result;
    }

    private static ImmutableArray<string> Differences(BuyerFacts facts, IEnumerable<LedgerEntry> ledger, Shop shop) =>
        FactComparison.Compare(facts, BuyerFold.Fold(ledger, shop));

    // The rows come buyer by buyer, so only one ledger is held at a time.
    private async IAsyncEnumerable<(BuyerId Id, List<LedgerEntry> Ledger)> LedgersAsync(
        ShopId shop, int bucket, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (current, ledger) = (default(BuyerId), new List<LedgerEntry>());
        await foreach (var (id, entry) in buyers.ScanLedgersAsync(shop, Buckets.Name(bucket), cancellationToken))
        {
            if (id != current && ledger.Count > 0)
            {
                yield return (current, ledger);
                ledger = [];
            }

            current = id;
            ledger.Add(entry);
        }

        if (ledger.Count > 0)
        {
            yield return (current, ledger);
        }
    }

    private async Task<BuyerDifference?> CheckAsync(BuyerKey key, bool repair, CancellationToken cancellationToken)
    {
        var shop = settler.ShopOf(key.Shop);
        for (var reading = 0; reading < MaxReadings; reading++)
        {
            // An alias's orders, and those of a retired buyer, belong to another row.
            var row = await buyers.GetAsync(key, cancellationToken);
            if (row is { MergedInto: not null } or { Retired: true })
            {
                return null;
            }

            var ledger = (await buyers.GatherAsync(row?.Partitions ?? [key], cancellationToken)).Values;
            if ((await buyers.GetAsync(key, cancellationToken))?.ETag != row?.ETag)
            {
                continue;
            }

            var facts = BuyerFold.Fold(ledger, shop);
            var differences = row is not null ? FactComparison.Compare(row.Facts, facts) : ledger.Count == 0 ? [] : [BuyerDifference.NoRow];
            if (differences.Length == 0 || !repair)
            {
                return differences.Length == 0 ? null : new BuyerDifference(key, differences, false);
            }

            // A repair is no news of the buyer: what the outbox holds stays, and nothing comes to it.
            var made = await settler.MakeAsync(row ?? await settler.EmptyAsync(key, cancellationToken), row, facts, cancellationToken);
            var repaired = new BuyerChange { Buyer = made with { Outbox = row?.Outbox ?? Outbox.Empty } };
            if (await buyers.WriteAsync(repaired, cancellationToken) == WriteResult.Written)
            {
                return new BuyerDifference(key, differences, true);
            }
        }

        return null;
    }

    // A buyer who was taken out of another has their orders, but the companies may not know them yet.
    private async Task SettleAccountsAsync(ShopId shop, List<(string Company, BuyerId Buyer)> employed, CancellationToken cancellationToken)
    {
        foreach (var company in employed.Where(pair => AccountKey.IsCompany(pair.Company)).ToLookup(pair => pair.Company, pair => pair.Buyer))
        {
            await accounts.SettleAsync(new AccountKey(shop, company.Key), [.. company], cancellationToken);
        }
    }
}
