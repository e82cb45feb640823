using Churn.Domain.Buyers;
using Churn.Domain.Labels;
using Churn.Domain.Shops;

namespace Churn.Domain.Offers;

/// <summary>
/// Gives out the day's tasks for key accounts, highest value at risk first. This reads all buyers of the shop (one request for each bucket
/// and 1,000 buyers) and the account of each company that they order for. Only shops with such tasks pay for that, and wholesalers have few
/// buyers.
/// </summary>
/// <remarks>
/// Two equal messages may be handled at once, or one message again after a crash, with orders in between. Therefore the first worker to
/// finish choosing writes the day's choice, and all workers give out only what that choice names. The capacity is never exceeded, and
/// adding a task that already exists changes nothing.
/// </remarks>
public sealed class KeyAccountTasks(IBuyerStore buyers, IAccountStore accounts, IOfferStore offers, OfferPublisher publisher)
{
    /// <summary>The number under which the tally of tasks stands among the tallies of ranges: after the last bucket.</summary>
    public const int TallyFrom = Buckets.Count;

    /// <summary>Gives out the tasks and returns how many were added.</summary>
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

        foreach (var (company, contacts) in members)
        {
            if (await accounts.GetAsync(new AccountKey(shop.Id, company), cancellationToken) is { } account
                && KeyAccountTask.Of(account, contacts, shop, rulebook, asOf) is { } task)
            {
                found.Add(task);
            }
        }

        return [.. found.OrderByDescending(task => task.ValueAtRisk).ThenBy(task => task.Memo.Id, StringComparer.Ordinal)];
    }

    // Held-out candidates take no capacity. They are drawn from those who would have been served; otherwise the arms would differ in value.
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
                return day.AsOf == asOf ? day.Chosen : []; // A late message of an earlier day has nothing to give out.
            }

            await offers.SaveTallyAsync(shop.Id, Tally(chosen, candidates.Count, asOf), cancellationToken);
            var tasks = new DayTasks(asOf, [.. chosen.Select(task => task.Memo.Id)]) { ETag = day?.ETag };
            if (await offers.SaveDayTasksAsync(shop.Id, tasks, cancellationToken))
            {
                return chosen.Select(task => task.Memo.Id);
            }
        }
    }

    private static OfferTally Tally(List<KeyAccountTask> chosen, int candidates, DateOnly asOf)
    {
        var (heldOut, name) = (chosen.Count(task => task.Memo.HeldOut), OfferKinds.NameOf(OfferKind.KeyAccountTask));
        var counts = new[] { (name, chosen.Count - heldOut), ($"{name}:heldout", heldOut) }.Where(pair => pair.Item2 > 0);
        return new OfferTally
        {
            From = TallyFrom,
            AsOf = asOf,
            Flagged = OfferTally.NoCounts.AddRange(counts.Select(pair => KeyValuePair.Create(pair.Item1, pair.Item2))),
            Nothing = candidates == chosen.Count
                ? OfferTally.NoCounts
                : OfferTally.NoCounts.Add(OfferBlocks.Capacity, candidates - chosen.Count),
        };
    }
}
