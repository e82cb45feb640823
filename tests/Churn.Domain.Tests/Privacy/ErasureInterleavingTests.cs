using System.Collections.Immutable;
using Churn.Domain.Shops;
using Churn.Testing.Builders;
using Churn.Testing.Interruptions;
using Churn.Testing.Scenarios;

namespace Churn.Domain.Tests.Privacy;

/// <summary>
/// Tests an erasure together with everything that may go on meanwhile: recording, merging, importing, offering, answering, exporting,
/// retrying, settling a company's account, and coming back. Afterwards nothing of the person is left except later orders, nothing of the
/// neighbour is missing, and the shop's totals have not changed.
/// </summary>
public sealed class ErasureInterleavingTests
{
    private static readonly int Histories = Thoroughness.Histories(60);

    /// <summary>The step from one interrupted call to the next. The rows of a theory begin at different calls.</summary>
    private static readonly int Step = Thoroughness.CallStep(7);

    // Which of two addresses is the lesser, and so gives the merged buyer's id, depends on the shop's key. In the first shop it is the
    // address that the request names.
    private static readonly ImmutableArray<Shop> Shops = [AShop.Named("erasing"), AShop.Named("erasinga")];

    private static readonly IStoreCalls Undisturbed = new CrashAtCall(int.MaxValue, after: false);

    private static readonly Dictionary<string, Func<ErasureScenario, IStoreCalls, Task>> Activities = new()
    {
        ["record"] = async (scenario, calls) =>
        {
            foreach (var order in scenario.Theirs.Reverse())
            {
                await scenario.RecordAsync(calls, order);
            }
        },
        ["link"] = (scenario, calls) => scenario.LinkAsync(calls),
        ["import"] = (scenario, calls) => scenario.ImportAsync(calls),
        ["offer"] = (scenario, calls) => scenario.FlagAsync(calls),
        ["answer"] = (scenario, calls) => scenario.AnswerAsync(calls),
        ["export"] = (scenario, calls) => scenario.ExportAsync(calls),
        ["retry"] = (scenario, calls) => scenario.RetryAsync(calls),
        ["account"] = (scenario, calls) => scenario.SettleAccountsAsync(calls),
        ["come back"] = (scenario, calls) => scenario.ComeBackAsync(calls),
    };

    public static TheoryData<int, string, int> Cases()
    {
        var cases = new TheoryData<int, string, int>();
        foreach (var (shop, activity) in Shops.SelectMany((_, shop) => Activities.Keys.Select(activity => (shop, activity))))
        {
            // The cases differ in how many of the person's orders are recorded before: none, those of one of two buyers that a later order
            // merges, or all.
            cases.Add(shop, activity, 0);
            cases.Add(shop, activity, 2);
            cases.Add(shop, activity, 6);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Erase_AtEveryCallOfAnother_LeavesNothingAndTheSameSums(int shop, string activity, int known)
    {
        for (var at = FirstCall(shop, activity, known); ; at += Step)
        {
            var scenario = await StartAsync(shop, known);
            var calls = new HappensAtCall(at, () => scenario.EraseAsync(Undisturbed));

            await Activities[activity](scenario, calls);

            await EndAsync(scenario, $"{activity} with {known} orders known, erased at its call {at}");
            if (!calls.Happened)
            {
                return;
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Another_AtEveryCallOfAnErasure_LeavesNothingAndTheSameSums(int shop, string activity, int known)
    {
        for (var at = FirstCall(shop, activity, known); ; at += Step)
        {
            var scenario = await StartAsync(shop, known);
            var calls = new HappensAtCall(at, () => Activities[activity](scenario, Undisturbed));

            await scenario.EraseAsync(calls);

            await EndAsync(scenario, $"{activity} with {known} orders known, at call {at} of the erasure");
            if (!calls.Happened)
            {
                return;
            }
        }
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(1, true)]
    public async Task Erase_DiesAtEveryCall_IsDoneByTheNext(int shop, bool after)
    {
        for (var at = 1 + ((shop + (after ? 2 : 0)) % Step); ; at += Step)
        {
            var scenario = await StartAsync(shop, 6);
            var calls = new CrashAtCall(at, after);

            var death = await Record.ExceptionAsync(() => scenario.EraseAsync(calls));

            Assert.True(death is null or CrashedException, $"Call {at}: {death}");
            await EndAsync(scenario, $"died at call {at}");
            if (death is null)
            {
                return;
            }
        }
    }

    [Theory]
    [InlineData(0, 0.0)]
    [InlineData(0, 0.02)]
    [InlineData(1, 0.0)]
    [InlineData(1, 0.02)]
    public async Task Everything_AnyInterleaving_LeavesNothingAndTheSameSums(int shop, double crashRate)
    {
        var offered = 0;
        await Parallel.ForAsync(0, Histories, async (seed, _) =>
        {
            var random = new Random(seed);
            var scenario = await StartAsync(shop, random.Next(7));
            var tasks = Tasks(scenario, comesBack: seed % 2 == 0).ToArray();
            random.Shuffle(tasks);

            var failure = await Record.ExceptionAsync(() => InterleavedTasks.RunAsync(tasks, random.Next(2, 6), crashRate, random));

            Assert.True(failure is null, $"Seed {seed}: {failure}");
            Interlocked.Add(ref offered, await scenario.Offers.ListAsync(Shops[shop].Id, default).CountAsync());
            await EndAsync(scenario, $"Seed {seed}");
        });
        Assert.True(offered > 0, "No offer was made, so the test showed less than its name says.");
    }

    private static int FirstCall(int shop, string activity, int known) =>
        1 + ((shop + known + Activities.Keys.ToList().IndexOf(activity)) % Step);

    // Importing works in lanes of its own and waits for more than its turns, so it is left to the tests that go through all calls.
    private static IEnumerable<Func<IStoreCalls, Task>> Tasks(ErasureScenario scenario, bool comesBack)
    {
        foreach (var order in scenario.Theirs.Concat(scenario.Others).Concat(scenario.Theirs.Take(2)))
        {
            yield return calls => scenario.RecordAsync(calls, order);
        }

        var others = Activities.Where(activity => activity.Key is not ("record" or "import") && (comesBack || activity.Key != "come back"));
        foreach (var activity in others.Append(Activities.First(activity => activity.Key == "offer")))
        {
            yield return calls => activity.Value(scenario, calls);
        }

        yield return scenario.EraseAsync;
    }

    private static async Task<ErasureScenario> StartAsync(int shop, int known)
    {
        var scenario = new ErasureScenario(Shops[shop]);
        foreach (var order in scenario.Theirs.Take(known).Concat(scenario.Others))
        {
            await scenario.RecordAsync(Undisturbed, order);
        }

        if (known > 3)
        {
            await scenario.FlagAsync(Undisturbed);
            await scenario.AnswerAsync(Undisturbed);
        }

        await scenario.GiveUpAsync(scenario.Theirs[2]);
        return scenario;
    }

    // Ends everything: nothing that is sent again or due later may change a row any more.
    private static async Task EndAsync(ErasureScenario scenario, string what)
    {
        await scenario.SettleAsync();
        foreach (var order in scenario.Theirs.Concat(scenario.Others))
        {
            await scenario.RecordAsync(Undisturbed, order);
        }

        if (scenario.CameBack)
        {
            await scenario.ComeBackAsync(Undisturbed);
        }

        await scenario.EraseAsync(Undisturbed);
        await scenario.SettleAsync();
        var faults = await scenario.FaultsAsync();
        Assert.True(faults.Length == 0, $"{what}:{Environment.NewLine}{faults}");
    }
}
