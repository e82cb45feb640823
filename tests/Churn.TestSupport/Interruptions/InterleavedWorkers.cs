using Churn.Domain.Buyers;
using Churn.Domain.Identities;
using Churn.Domain.Shops;
using Churn.TestSupport.Scenarios;

namespace Churn.TestSupport.Interruptions;

/// <summary>Workers that take deliveries off one queue, each store call a turn drawn by chance; what a worker dies at is delivered again.</summary>
public static class InterleavedWorkers
{
    /// <summary>Turns that a delivery is worth: far more than any takes.</summary>
    private const int TurnsEach = 2_000;

    /// <returns>How often a worker died.</returns>
    public static async Task<int> RunAsync(
        IBuyerStore buyers, IIdentityStore identities, Shop shop, IEnumerable<Delivery> deliveries, int workers, double crashRate, Random random)
    {
        var queue = new List<Delivery>(deliveries);
        var turns = new TurnScheduler(random, TurnsEach * (queue.Count + 1));
        var calls = new TurnsAndCrashes(turns, random, crashRate);
        var crashes = 0;
        await turns.RunAsync(Enumerable.Repeat(WorkAsync, workers));
        return crashes;

        async Task WorkAsync()
        {
            var recorder = new RecorderScenario(new ObservedBuyerStore(buyers, calls), new ObservedIdentityStore(identities, calls), shop).Recorder;
            while (queue.Count > 0)
            {
                var delivery = queue[0];
                queue.RemoveAt(0);
                if (!await TryAsync(recorder, delivery))
                {
                    queue.Insert(random.Next(queue.Count + 1), delivery);
                }
            }
        }

        async Task<bool> TryAsync(OrderRecorder recorder, Delivery delivery)
        {
            try
            {
                return await delivery.ToAsync(recorder, default);
            }
            catch (CrashedException)
            {
                crashes++;
                return false;
            }
        }
    }
}
