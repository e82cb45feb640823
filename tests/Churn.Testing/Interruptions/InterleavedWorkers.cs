using Churn.Domain.Buyers;
using Churn.Domain.Identity;
using Churn.Domain.Shops;
using Churn.Testing.Scenarios;
using Churn.Testing.Stores;

namespace Churn.Testing.Interruptions;

/// <summary>
/// Runs workers that take deliveries off one queue. Each store call is a turn drawn by chance. A delivery whose worker died comes again.
/// </summary>
public static class InterleavedWorkers
{
    /// <summary>Maximum number of turns per delivery: far more than any takes.</summary>
    private const int TurnsEach = 2_000;

    /// <summary>Maximum number of deaths at one delivery. After one more, a queue would move the message to the poison queue.</summary>
    private const int MaxDeaths = 4;

    /// <returns>How often a worker died.</returns>
    public static async Task<int> RunAsync(
        IBuyerStore buyers,
        IIdentityStore identities,
        Shop shop,
        IEnumerable<Delivery> deliveries,
        int workers,
        double crashRate,
        Random random)
    {
        var queue = new List<Delivery>(deliveries);
        var storage = new MemoryStorage();
        var sent = storage.Sent;
        var turns = new TurnScheduler(random, TurnsEach * (queue.Count + 1));
        var (crashes, deaths) = (0, new Dictionary<Delivery, int>(ReferenceEqualityComparer.Instance));
        while (queue.Count > 0 || !sent.Amendments.IsEmpty || !sent.MergeChecks.IsEmpty)
        {
            await turns.RunAsync(Enumerable.Repeat(WorkAsync, workers));
        }

        return crashes;

        async Task WorkAsync()
        {
            var calls = new TurnsAndCrashes(turns, random, crashRate);
            var scenario = new RecorderScenario(
                new ObservedBuyerStore(buyers, calls), new ObservedIdentityStore(identities, calls), ConflictBackoff.None, storage, shop);
            while (Next() is { } delivery)
            {
                calls.MayDie = deaths.GetValueOrDefault(delivery) < MaxDeaths;
                if (!await TryAsync(scenario, delivery))
                {
                    queue.Insert(random.Next(queue.Count + 1), delivery);
                }
            }
        }

        Delivery? Next()
        {
            while (sent.Amendments.TryDequeue(out var amendment))
            {
                queue.Insert(random.Next(queue.Count + 1), new Delivery { Resettlement = amendment.Message.Resettlement });
            }

            while (sent.MergeChecks.TryDequeue(out var check))
            {
                queue.Insert(random.Next(queue.Count + 1), new Delivery { MergeCheck = check.Message });
            }

            if (queue.Count == 0)
            {
                return null;
            }

            var delivery = queue[0];
            queue.RemoveAt(0);
            return delivery;
        }

        async Task<bool> TryAsync(RecorderScenario scenario, Delivery delivery)
        {
            try
            {
                await delivery.ToAsync(scenario, default);
                return true;
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
