using System.Numerics;
using Churn.Domain.Buyers;
using Churn.Domain.Offers;
using Churn.Domain.Orders;
using Churn.TestSupport.Stores;

namespace Churn.TestSupport.Scenarios;

/// <summary>What must hold after an erasure: nothing is left of the person, nothing of the neighbour is missing, and the sums are what they were.</summary>
internal sealed class ErasureChecks(ErasureScenario scenario, MemoryStorage storage)
{
    private readonly List<string> _faults = [];

    public async Task<IReadOnlyList<string>> FaultsAsync()
    {
        await CheckIdentifiersAsync(await CheckLedgersAsync());
        await CheckSumAsync();
        await CheckAccountAsync();
        await foreach (var offer in storage.Offers.ListAsync(scenario.Shop.Id, default).Where(offer => scenario.Person.Contains(offer.Buyer.Buyer.ToIdentifier())))
        {
            _faults.Add($"offer {offer.Id} is left");
        }

        var left = await storage.Exports.ListAsync(scenario.Shop.Id, default).CountAsync(header => header.Person.Overlaps(scenario.Person));
        var (waiting, kept) = (storage.PoisonQueues.ReadAsync("orders", default), storage.Poisoned.ReadAsync("orders", default));
        var givenUp = await waiting.Concat(kept).CountAsync();
        _faults.AddRange(left + givenUp == 0 ? [] : [$"{left} exports and {givenUp} given-up messages are left"]);
        return _faults;
    }

    private async Task<Dictionary<string, BuyerId>> CheckLedgersAsync()
    {
        var found = new Dictionary<string, BuyerId>();
        for (var bucket = 0; bucket < Buckets.Count; bucket++)
        {
            await foreach (var (buyer, row) in storage.Buyers.ScanLedgersAsync(scenario.Shop.Id, Buckets.Name(bucket), default))
            {
                _faults.AddRange(found.TryAdd(row.Entry.Order.Id, buyer) ? [] : [$"order {row.Entry.Order.Id} stands twice"]);
            }
        }

        var expected = scenario.Others.Concat(Back).Select(order => order.Id).Order(StringComparer.Ordinal).ToList();
        if (!expected.SequenceEqual(found.Keys.Order(StringComparer.Ordinal)))
        {
            _faults.Add($"ledgers hold {string.Join(' ', found.Keys.Order(StringComparer.Ordinal))}, not {string.Join(' ', expected)}");
            return found;
        }

        await CheckComebackAsync(found);
        var holder = found[scenario.Others[0].Id];
        var neighbour = (await storage.Buyers.GetAsync(new BuyerKey(scenario.Shop.Id, holder), default)).Buyer;
        _faults.AddRange(neighbour?.Facts.NetValue == scenario.Others.Sum(order => order.NetValue) && scenario.Others.All(order => found[order.Id] == holder)
            ? [] : ["the neighbour's row is not what the orders make it"]);
        return found;
    }

    private async Task CheckIdentifiersAsync(Dictionary<string, BuyerId> found)
    {
        // Whoever has come back keeps what they used since, and their row its name (docs/privacy.md, "Limits").
        var kept = Back.SelectMany(order => order.Buyer.Identifiers).ToHashSet();
        foreach (var identifier in scenario.Person.Except(kept))
        {
            var id = BuyerId.Of(identifier);
            if (found.Values.Contains(id))
            {
                continue;
            }

            var row = await storage.Buyers.GetAsync(new BuyerKey(scenario.Shop.Id, id), default);
            var isClean = row.Alias is null && (row.Buyer is null || (row.Buyer is { IsTombstone: true, Erasures.Count: 1 } gone
                && gone.Offered.Equals(OfferMemory.None) && gone.Feedback == Domain.Feedback.BuyerFeedback.None && gone.Facts.Identifiers.IsEmpty));
            _faults.AddRange(isClean ? [] : [$"{identifier} has a row: {Tell(row)}"]);
            var owner = await storage.Identities.FindAsync(scenario.Shop.Id, identifier, default);
            var isParted = owner is null || (owner.Value.Buyer == id && owner.Value.ErasedBefore == ErasureScenario.Before);
            _faults.AddRange(isParted ? [] : [$"{identifier} leads to {owner}"]);
        }
    }

    private async Task CheckSumAsync()
    {
        var sum = (await storage.Buyers.ReadErasedAsync(scenario.Shop.Id, default)).Total;
        var missing = scenario.Recorded.Where(id => (sum.NetValue & Bit(id)) == 0).ToList();
        _faults.AddRange(BitOperations.PopCount((ulong)sum.NetValue) == sum.Orders && sum.NetValue < 1L << scenario.Theirs.Count && missing.Count == 0
            ? [] : [$"the sum is {sum}, and lacks {string.Join(' ', missing)}"]);
    }

    // The new buyer is made of that order alone, and knows nothing of who they were.
    private async Task CheckComebackAsync(Dictionary<string, BuyerId> found)
    {
        foreach (var order in Back)
        {
            var back = (await storage.Buyers.GetAsync(new BuyerKey(scenario.Shop.Id, found[order.Id]), default)).Buyer;
            var isNew = back is not null && (back.Facts.Orders, back.Facts.NetValue) == (1, order.NetValue) && back.Facts.Identifiers.SetEquals(order.Buyer.Identifiers)
                && back.Feedback == Domain.Feedback.BuyerFeedback.None && back.Offered.After(ErasureScenario.OfferDay).Equals(back.Offered);
            _faults.AddRange(isNew ? [] : [$"who came back is not new: {Tell(new BuyerRow(back, null))}"]);
            foreach (var identifier in order.Buyer.Identifiers)
            {
                var owner = await storage.Identities.FindAsync(scenario.Shop.Id, identifier, default);
                var leads = (await storage.Buyers.FollowAsync(new BuyerKey(scenario.Shop.Id, owner?.Buyer ?? BuyerId.Of(identifier)), default)).Key.Buyer;
                _faults.AddRange(leads == found[order.Id] || leads == BuyerId.Of(identifier) ? [] : [$"{identifier} leads to {leads}, not to who came back"]);
            }
        }
    }

    private async Task CheckAccountAsync()
    {
        var theirs = scenario.Person.Select(BuyerId.Of).ToHashSet();
        var members = await storage.Accounts.ReadMembersAsync(scenario.Company, default).Where(theirs.Contains).CountAsync();
        var account = await storage.Accounts.GetAsync(scenario.Company, default);
        var expected = scenario.Others.Where(order => order.Buyer.CompanyId is not null).Sum(order => order.NetValue);
        _faults.AddRange((members, account?.Members, account?.Facts.NetValue) == (0, 1, expected) ? [] : [$"{members} of the company's members are erased, and its account is {account}"]);
    }

    private static string Tell(BuyerRow row) => row.Buyer is { } buyer
        ? $"{buyer.Key.Buyer} with {buyer.Facts.Orders} orders worth {buyer.Facts.NetValue}, identifiers {string.Join(' ', buyer.Facts.Identifiers)}, erasures {string.Join(' ', buyer.Erasures.Keys)}, "
            + $"arriving {string.Join(' ', buyer.Arriving)}, splitting {buyer.Splitting}, unfolded {buyer.Unfolded}, offered {buyer.Offered}, {buyer.Feedback}"
        : $"{row.Alias}";

    private IEnumerable<Order> Back => scenario.CameBack ? [scenario.Comeback] : [];

    private long Bit(string id) => scenario.Theirs.First(order => order.Id == id).NetValue;
}
