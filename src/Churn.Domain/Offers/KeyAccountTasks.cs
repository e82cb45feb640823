using Churn.Domain.Accounts;
using Churn.Domain.Buyers;
using Churn.Domain.Classification;
using Churn.Domain.Shops;

namespace Churn.Domain.Offers;

/// <summary>
/// Gives out the day's tasks for key accounts, highest value at risk first. All buyers of the shop are read, one request a bucket and a thousand, and the
/// account of each company that they order for: only shops that have such tasks pay for it, and wholesalers have few buyers.
/// </summary>
/// <remarks>
/// Two equal messages may be worked off at once, or one again after a crash, with orders in between. So the day's choice is written first, by whoever
/// comes first, and everybody gives out only what was chosen: capacity is never exceeded, and adding a task that is there changes nothing.
/// </remarks>
public sealed class KeyAccountTasks(IBuyerStore buyers, IAccountStore accounts, IOfferStore offers, OfferPublisher publisher)
{
    /// <summary>Where the tally of tasks stands among those of the ranges: after the last bucket.</summary>
    public const int TallyFrom = Buckets.Count;

    /// <summary>Returns how many tasks were added.</summary>
    public async Task<int> RunAsync(Shop shop, Rulebook rulebook, DateOnly asOf, CancellationToken cancellationToken)
    {
        var candidates = await FindAsync(shop, rulebook, asOf, cancellationToken);
        var chosen = (await ChooseAsync(candidates, shop, rulebook, asOf, cancellationToken)).ToHashSet(StringComparer.Ordinal);
        var added = 0;
        foreach (var candidate in candidates.Where(candidate => chosen.Contains(candidate.Memo.Id)))
        {
            var given = candidate.Contact with { Offered = candidate.Contact.Offered.With(candidate.Memo) };
            await buyers.RewriteAsync([given], cancellationToken);
            added += await publisher.PublishAsync(given.Key, cancellationToken);
        }

        return added;
    }

    private async Task<List<KeyAccountTask>> FindAsync(Shop shop, Rulebook rulebook, DateOnly asOf, CancellationToken cancellationToken)
    {
        var found = new List<KeyAccountTask>();
        var members = new SortedDictionary<string, List<Buyer>>(StringComparer.Ordinal);
        for (var bucket = 0; bucket < Buckets.Count; bucket++)
        {
            await foreach (var buyer in buyers.ScanAsync(shop.Id, Buckets.Name(bucket), cancellationToken))
            {
                if (buyer.Facts.Companies.IsEmpty)
                {
                    found.AddRange(KeyAccountTask.Of(buyer, shop, rulebook, asOf) is { } own ? [own] : []);
                }

                foreach (var company in buyer.Facts.Companies)
                {
                    members[company] = [.. members.GetValueOrDefault(company, []), buyer];
                }
            }
        }

        foreach (var (company, theirs) in members)
        {
            if (await accounts.GetAsync(new AccountKey(shop.Id, company), cancellationToken) is { } account
                && KeyAccountTask.Of(account, theirs, shop, rulebook, asOf) is { } task)
            {
                found.Add(task);
            }
        }

        return [.. found.OrderByDescending(task => task.ValueAtRisk).ThenBy(task => task.Memo.Id, StringComparer.Ordinal)];
    }

    // The held out take nobody's time; they are drawn from those who would have been served, or the arms would differ in value.
    private async Task<IEnumerable<string>> ChooseAsync(
        List<KeyAccountTask> candidates, Shop shop, Rulebook rulebook, DateOnly asOf, CancellationToken cancellationToken)
    {
        var (chosen, left) = (new List<KeyAccountTask>(), rulebook.Policy.Offers.KeyAccountTasksPerDay);
        foreach (var candidate in candidates.Take(DayTasks.MaxChosen).TakeWhile(_ => left > 0))
        {
            left -= candidate.Memo.HeldOut ? 0 : 1;
            chosen.Add(candidate);
        }

        while (true)
        {
            var day = await offers.GetDayTasksAsync(shop.Id, cancellationToken);
            if (day is not null && day.AsOf >= asOf)
            {
                return day.AsOf == asOf ? day.Chosen : []; // A message of yesterday that comes late has nothing to give out.
            }

            await offers.SaveTallyAsync(shop.Id, Tally(chosen, candidates.Count, asOf), cancellationToken);
            if (await offers.SaveDayTasksAsync(shop.Id, new DayTasks(asOf, [.. chosen.Select(task => task.Memo.Id)]) { ETag = day?.ETag }, cancellationToken))
            {
                return chosen.Select(task => task.Memo.Id);
            }
        }
    }

    private static OfferTally Tally(List<KeyAccountTask> chosen, int candidates, DateOnly asOf)
    {
        var (heldOut, name) = (chosen.Count(task => task.Memo.HeldOut), Offer.Name(OfferKind.KeyAccountTask));
        var counts = new[] { (name, chosen.Count - heldOut), ($"{name}:heldout", heldOut) }.Where(pair => pair.Item2 > 0);
        return new OfferTally
        {
            From = TallyFrom,
            AsOf = asOf,
            Flagged = OfferTally.NoCounts.AddRange(counts.Select(pair => KeyValuePair.Create(pair.Item1, pair.Item2))),
            Nothing = candidates == chosen.Count ? OfferTally.NoCounts : OfferTally.NoCounts.Add(OfferBlocks.Capacity, candidates - chosen.Count),
        };
    }
}
