using Churn.Testing.Azurite;
using Churn.Testing.Crashes;
using Xunit.Abstractions;

namespace Churn.Storage.Tests.Events.Amqp;

/// <summary>
/// Processes die around the commit, the publishing and the note that it is done, in front of a broker that fails, throttles, drops
/// connections and loses answers.
/// </summary>
[Collection(AzuriteCollection.Name)]
public sealed class ServiceBusCrashTests(AzuriteFixture azurite, ITestOutputHelper output)
{
    private const int Seed = 6;

    /// <summary>The commit, the publishing, and the note that it is done. Processes die before and after each.</summary>
    private static readonly string[] Points = ["record", StorageCalls.SentEvent, "settle"];

    [Fact]
    public async Task Worker_KilledBetweenCommitAndPublish_EveryEventArrivesInOrderUnderOneId()
    {
        var (random, calm, answers) = (new Random(Seed), false, new HashSet<BrokerAnswer>());
        using var broker = new AmqpBroker(_ =>
        {
            lock (random)
            {
                // The client waits ten seconds after each throttling, so one send in forty is enough.
                var answer = calm ? BrokerAnswer.Take : random.Next(40) switch
                {
                    < 3 => BrokerAnswer.Fail,
                    < 6 => BrokerAnswer.Drop,
                    < 9 => BrokerAnswer.LoseAnswer,
                    9 => BrokerAnswer.Throttle,
                    _ => BrokerAnswer.Take,
                };
                answers.Add(answer);
                return answer;
            }
        });
        var options = new CrashRunOptions(Shops: 1, OrdersPerShop: 60, Kills: 15, Seed)
        {
            Calls = Points,
            Bus = broker.ConnectionString,
            Arrived = () => [.. broker.Taken.Select(taken => taken.Body)],
        };
        var run = new CrashRun(azurite.NewAccount().ConnectionString, options, line =>
        {
            output.WriteLine(line);
            calm |= line.StartsWith("all queues", StringComparison.Ordinal);
        });

        var result = await run.RunAsync(default);

        Assert.True(result.Differences.Count == 0, string.Join(Environment.NewLine, result.Differences));
        Assert.Equal((0, 0), (result.Waiting, result.Poisoned));
        var deaths = Points.SelectMany(point => new[] { $"before {point}", $"after {point}" }).ToHashSet();
        Assert.Superset(deaths, result.Deaths.Keys.ToHashSet());
        Assert.True(
            broker.Taken.Count > broker.Taken.DistinctBy(taken => taken.MessageId).Count(),
            $"Seed {Seed}: no event came twice, so the run took no risk.");
        Assert.Superset(new HashSet<BrokerAnswer> { BrokerAnswer.Fail, BrokerAnswer.Drop, BrokerAnswer.LoseAnswer }, answers);
    }
}
