using System.Collections.Immutable;
using Churn.Domain.Buyers;
using Churn.Domain.Identity;
using Churn.Domain.Messages;
using Churn.Domain.Orders;
using Churn.Domain.Recording;
using Churn.Domain.Shops;

namespace Churn.Domain.Operations;

/// <summary>Folds every buyer again from the ledger, and reports or repairs the rows that differ.</summary>
/// <remarks>
/// Orders may be recorded during the scan, and the rows of a bucket are read before its ledgers. So the scan finds only candidates.
/// A candidate is checked by reading its row before and after its ledger. It is a difference if the row has not changed (every
/// change of a ledger changes the row's ETag) and is still not the fold. A repair is guarded by the same ETag, so it never
/// overwrites an order recorded in between.
/// </remarks>
public sealed class BuyerRebuilder(IBuyerStore buyers, BuyerRowBuilder rowBuilder, AccountProjector accounts)
{
    /// <summary>
    /// Number of readings after which a constantly changing buyer is skipped. The workers that change the row also fold it, so it needs no
    /// repair.
    /// </summary>
    private const int MaxReadings = 8;

    public async Task<RebuildResult> RunAsync(RebuildMessage range, CancellationToken cancellationToken)
    {
        var shop = rowBuilder.ShopOf(range.Shop);
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
                employed.AddRange(
                    ledger.Select(entry => entry.Order.Buyer.CompanyId).OfType<string>().Distinct().Select(company => (company, id)));
                if (!rows.Remove(id, out var row) || row.Ledgers.Count > 0 || Differences(row.Facts, ledger, shop).Length > 0)
                {
                    suspects.Add(id);
                }
            }

            suspects.UnionWith(rows.Values
                .Where(row => row.Ledgers.Count > 0 || Differences(row.Facts, [], shop).Length > 0)
                .Select(row => row.Key.Buyer));
            foreach (var suspect in suspects)
            {
                var difference = await CheckAsync(new BuyerKey(range.Shop, suspect), range.Repair, cancellationToken);
                result = difference is { } found ? result.With(found) : result;
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

    // The entries of one buyer come together, so only one ledger is held in memory at a time.
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
        var shop = rowBuilder.ShopOf(key.Shop);
        for (var reading = 0; reading < MaxReadings; reading++)
        {
            // The orders of an alias or of a retired buyer belong to another row.
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

            // A repair adds no event, because nothing happened to the buyer. Waiting events stay in the outbox.
            var made = await rowBuilder.MakeAsync(row ?? await rowBuilder.EmptyAsync(key, cancellationToken), row, facts, cancellationToken);
            var repaired = new BuyerTransaction { Buyer = made with { Outbox = row?.Outbox ?? Outbox.Empty } };
            if (await buyers.WriteAsync(repaired, cancellationToken) == WriteResult.Written)
            {
                return new BuyerDifference(key, differences, true);
            }
        }

        return null;
    }

    // A buyer that was split off another has its own orders, but may not be noted as a member of the companies in them.
    private async Task SettleAccountsAsync(ShopId shop, List<(string Company, BuyerId Buyer)> employed, CancellationToken cancellationToken)
    {
        var companies = employed.Where(pair => AccountKey.IsCompany(pair.Company)).ToLookup(pair => pair.Company, pair => pair.Buyer);
        foreach (var company in companies)
        {
            await accounts.SettleAsync(new AccountKey(shop, company.Key), [.. company], cancellationToken);
        }
    }
}
