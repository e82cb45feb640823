using System.Numerics;
using Churn.Domain.Buyers;
using Churn.Domain.Identity;
using Churn.Domain.Orders;
using Churn.Testing.Stores;

namespace Churn.Testing.Scenarios;

/// <summary>
/// Checks the rows after an erasure: nothing of the person is left, nothing of the neighbour is missing, and the totals have not changed.
/// </summary>
internal sealed class ErasureChecks(ErasureScenario scenario, MemoryStorage storage, IBuyerIdentities identities)
{
    private readonly List<string> _faults = [];

    public async Task<IReadOnlyList<string>> FaultsAsync()
    {
        await CheckIdentifiersAsync(await CheckLedgersAsync());
        await CheckSumAsync();
        await CheckAccountAsync();
        var offers = storage.Offers.ListAsync(scenario.Shop.Id, default);
        await foreach (var offer in offers.Where(offer => scenario.Person.Contains(offer.Buyer.Buyer.ToIdentifier())))
        {
            _faults.Add($"Offer {offer.Id} is left.");
        }

        var left = await storage.Exports.ListAsync(scenario.Shop.Id, default).CountAsync(header => header.Person.Overlaps(scenario.Person));
        var (waiting, kept) = (storage.PoisonQueues.ReadAsync("orders", default), storage.Poisoned.ReadAsync("orders", default));
        var givenUp = await waiting.Concat(kept).CountAsync();
        _faults.AddRange(left + givenUp == 0 ? [] : [$"{left} exports and {givenUp} given-up messages are left."]);
        return _faults;
    }

    private async Task<Dictionary<string, BuyerId>> CheckLedgersAsync()
    {
        var found = new Dictionary<string, BuyerId>();
        for (var bucket = 0; bucket < Buckets.Count; bucket++)
        {
            await foreach (var (partition, entry) in storage.Buyers.ScanLedgersAsync(scenario.Shop.Id, Buckets.Name(bucket), default))
            {
                var holder = (await identities.FindAsync(new BuyerKey(scenario.Shop.Id, partition), default))?.Key.Buyer ?? partition;
                var isOnce = found.TryAdd(entry.Order.Id, holder) || found[entry.Order.Id] == holder;
                _faults.AddRange(isOnce ? [] : [$"Order {entry.Order.Id} is held by two buyers."]);
            }
        }

        var expected = scenario.Others.Concat(Back).Select(order => order.Id).Order(StringComparer.Ordinal).ToList();
        if (!expected.SequenceEqual(found.Keys.Order(StringComparer.Ordinal)))
        {
            var held = string.Join(' ', found.Keys.Order(StringComparer.Ordinal));
            _faults.Add($"The ledgers hold the orders {held}, not {string.Join(' ', expected)}.");
            return found;
        }

        await CheckComebackAsync(found);
        var own = found[scenario.Others[0].Id];
        var neighbour = await storage.Buyers.GetAsync(new BuyerKey(scenario.Shop.Id, own), default);
        var isWhole = neighbour?.Facts.NetValue == scenario.Others.Sum(order => order.NetValue)
            && scenario.Others.All(order => found[order.Id] == own);
        _faults.AddRange(isWhole ? [] : ["The neighbour's row is not the fold of the neighbour's orders."]);
        return found;
    }

    private async Task CheckIdentifiersAsync(Dictionary<string, BuyerId> found)
    {
        foreach (var identifier in scenario.Person)
        {
            // Every row that is named by one of the person's identifiers must be empty. A person who came back has a buyer with another id.
            var row = await storage.Buyers.GetAsync(new BuyerKey(scenario.Shop.Id, BuyerId.Of(identifier)), default);
            var isClean = row is null or { Retired: true, Evidence.IsEmpty: true, IsEmpty: true }
                || found.ContainsValue(row.Key.Buyer)
                || (row.MergedInto is not null
                    && (row.Evidence.IsEmpty || await identities.FindAsync(row.Key, default) is { IsEmpty: false }))
                || !row.Evidence.Sets.Any(set => set.First < ErasureScenario.Before);
            _faults.AddRange(isClean ? [] : [$"{identifier} has a row that is not empty: {Tell(row)}."]);
        }

        foreach (var identifier in IdentityHasher.Identify(scenario.Shop, "", "jo@example.org", null, "77").Identifiers)
        {
            var known = await identities.LookUpAsync(scenario.Shop.Id, identifier, default);
            _faults.AddRange(known?.ErasedBefore == ErasureScenario.Before ? [] : [$"{identifier} has no tombstone: {known}."]);
        }
    }

    private async Task CheckSumAsync()
    {
        var sum = (await storage.Buyers.ReadErasedAsync(scenario.Shop.Id, default)).Total;
        var missing = scenario.Recorded.Where(id => (sum.NetValue & Bit(id)) == 0).ToList();
        var isEachOnce = BitOperations.PopCount((ulong)sum.NetValue) == sum.Orders && sum.NetValue < 1L << scenario.Theirs.Count;
        _faults.AddRange(isEachOnce && missing.Count == 0
            ? []
            : [$"The totals of erased orders are {sum}. They lack {string.Join(' ', missing)}."]);
    }

    // The person's new buyer is made of that order alone, and knows nothing of the erased buyer.
    private async Task CheckComebackAsync(Dictionary<string, BuyerId> found)
    {
        foreach (var order in Back)
        {
            var back = await storage.Buyers.GetAsync(new BuyerKey(scenario.Shop.Id, found[order.Id]), default);
            var isAlone = back is not null
                && (back.Facts.Orders, back.Facts.NetValue) == (1, order.NetValue)
                && back.Evidence.Identifiers
                    .Where(identifier => identifier.Kind != IdentifierKind.Link)
                    .All(order.Buyer.Identifiers.Contains);
            var isNew = isAlone
                && back!.Feedback == BuyerFeedback.None
                && back.Offered.After(ErasureScenario.OfferDay).Equals(back.Offered);
            _faults.AddRange(isNew ? [] : [$"The buyer of the person who came back is not new: {Tell(back)}."]);
            foreach (var identifier in order.Buyer.Identifiers)
            {
                var leads = (await identities.FindAsync(scenario.Shop.Id, identifier, default))?.Key.Buyer;
                _faults.AddRange(leads == found[order.Id] ? [] : [$"{identifier} leads to {leads}, not to the person's new buyer."]);
            }
        }
    }

    private async Task CheckAccountAsync()
    {
        var theirs = scenario.Person.Select(identifier => BuyerId.Of(identifier)).ToHashSet();
        var members = await storage.Accounts.ReadMembersAsync(scenario.Company, default).Where(theirs.Contains).CountAsync();
        var account = await storage.Accounts.GetAsync(scenario.Company, default);
        var expected = scenario.Others.Where(order => order.Buyer.CompanyId is not null).Sum(order => order.NetValue);
        var isRight = (members, account?.Members, account?.Facts.NetValue) == (0, 1, expected);
        _faults.AddRange(isRight ? [] : [$"The company has {members} erased members, and its account is {account}."]);
    }

    private static string Tell(Buyer? row) => row is null ? "none"
        : $"{row.Key.Buyer} with {row.Facts.Orders} orders worth {row.Facts.NetValue}, "
            + $"evidence about {string.Join(' ', row.Evidence.Identifiers)}, merged into {row.MergedInto}, "
            + $"retired {row.Retired}, offered {row.Offered}, {row.Feedback}";

    private IEnumerable<Order> Back => scenario.CameBack ? [scenario.Comeback] : [];

    private long Bit(string id) => scenario.Theirs.First(order => order.Id == id).NetValue;
}
