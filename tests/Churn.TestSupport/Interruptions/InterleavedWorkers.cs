using Churn.Domain.Buyers;
using Churn.Domain.Identities;
using Churn.Domain.Messages;
using Churn.Domain.Shops;
using Churn.TestSupport.Scenarios;
using Churn.TestSupport.Stores;

namespace Churn.TestSupport.Interruptions;

/// <summary>Workers that take deliveries off one queue, each store call a turn drawn by chance; what a worker dies at is delivered again.</summary>
public static class InterleavedWorkers
{
    /// <summary>Turns that a delivery is worth: far more than any takes.</summary>
    private const int TurnsEach = 2_000;

    /// <summary>Deaths at one delivery: before one more, a queue gives it up to the poison queue.</summary>
    private const int MaxDeaths = 4;

    /// <returns>How often a worker died.</returns>
    public static async Task<int> RunAsync(
        IBuyerStore buyers, IIdentityStore identities, Shop shop, IEnumerable<Delivery> deliveries, int workers, double crashRate, Random random)
    {
        var queue = new List<Delivery>(deliveries);
        var storage = new MemoryStorage();
        var sent = storage.Sent;
        var turns = new TurnScheduler(random, TurnsEach * (queue.Count + 1));
        var (crashes, underWay, nights, deaths) = (0, 0, 0, new Dictionary<Delivery, int>(ReferenceEqualityComparer.Instance));
        await turns.RunAsync(Enumerable.Repeat(WorkAsync, workers));
        while (queue.Count > 0 || !sent.Searches.IsEmpty || !sent.Amendments.IsEmpty)
        {
            await turns.RunAsync(Enumerable.Repeat(WorkAsync, workers));
        }

        return crashes;

        async Task WorkAsync()
        {
            var calls = new TurnsAndCrashes(turns, random, crashRate);
            var scenario = new RecorderScenario(new ObservedBuyerStore(buyers, calls), new ObservedIdentityStore(identities, calls), RaceBackoff.None, storage, shop);
            while (Next() is { } delivery)
            {
                underWay += delivery.Search is null ? 1 : 0;
                calls.MayDie = deaths.GetValueOrDefault(delivery) < MaxDeaths;
                var done = await TryAsync(scenario, delivery);
                underWay -= delivery.Search is null ? 1 : 0;
                if (!done)
                {
                    queue.Insert(random.Next(queue.Count + 1), delivery);
                }
            }
        }

        // A search waits for hours and days: none but the first is due before all else has been delivered, and people were
        // looked through again.
        Delivery? Next()
        {
            var isQuiet = queue.Count == 0 && underWay == 0 && sent.Amendments.IsEmpty;
            if (sent.Searches.TryTake(one => one.Message.Attempt == 0 ? random.Next(2) == 0 : isQuiet, out var search))
            {
                return new Delivery { Search = search.Message };
            }

            if (sent.Amendments.TryTake(one => IsDue(one.Message) && (one.Message.Apart?.Attempt ?? 0) <= nights, out var taken))
            {
                return new Delivery { Apart = taken.Message.Apart, Same = taken.Message.Same };
            }

            if (sent.Amendments.Select(one => one.Message).FirstOrDefault(IsDue) is { Apart.Attempt: var attempt })
            {
                nights = attempt;
                return new Delivery { Night = shop.Id };
            }

            if (queue.Count == 0)
            {
                return null;
            }

            var delivery = queue[0];
            queue.RemoveAt(0);
            return delivery;
        }

        // People are looked through again when nobody is at work any more who was when they were first, and at last when all has been delivered: there is
        // a night before each of these looks.
        bool IsDue(AmendmentMessage message) => message.Apart is { } apart
            ? underWay == 0 && (queue.Count == 0 || (apart.Attempt == 0 && random.Next(4) == 0))
            : queue.Count == 0 || random.Next(2) == 0;

        async Task<bool> TryAsync(RecorderScenario scenario, Delivery delivery)
        {
            try
            {
                return await delivery.ToAsync(scenario, default);
            }
            catch (CrashedException)
            {
                crashes++;
                deaths[delivery] = deaths.GetValueOrDefault(delivery) + 1;
                return false;
            }
        }
    }
}
