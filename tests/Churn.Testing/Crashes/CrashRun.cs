using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Churn.Testing.Builders;
using Churn.Testing.Scenarios;

namespace Churn.Testing.Crashes;

/// <summary>
/// Replays histories through workers that are killed again and again while the storage stays up. Then it compares the rows with those of
/// the same histories, delivered to memory once and in sequence.
/// </summary>
public sealed class CrashRun(string connectionString, CrashRunOptions options, Action<string> progress)
{
    /// <summary>The number of messages that a worker receives at once.</summary>
    public const int Batch = 4;

    /// <summary>
    /// How often a message may be received. It is more than the five of host.json. In production a worker rarely dies, so a message at
    /// which five workers died is suspect. Here every worker dies within a minute whatever it does, and about one message in seven is under
    /// way then.
    /// </summary>
    public const int MaxDequeueCount = 12;

    /// <summary>One order in this many is amended later.</summary>
    private const int OrdersPerAmendment = 50;

    /// <summary>About the number of requests that a message takes here, where most come out of sequence.</summary>
    private const int RequestsPerMessage = 9;

    /// <summary>A worker takes several messages at once, and their leases have to run out after it died.</summary>
    private const int MessagesPerKill = 8;

    private readonly Random _random = new(options.Seed);
    private readonly Dictionary<string, int> _deaths = [];
    private int _kills;

    /// <summary>How long the messages of a dead worker stay invisible.</summary>
    public static TimeSpan Lease { get; } = TimeSpan.FromSeconds(5);

    public async Task<CrashRunResult> RunAsync(CancellationToken cancellationToken)
    {
        var run = $"{(options.Bus is null ? "crash" : "bus")}{options.Seed}";
        var hosted = new HostedOrders(connectionString);
        await hosted.CreateAsync();
        var histories = Enumerable.Range(0, options.Shops).Select(i => History($"{run}-{i}")).ToList();
        progress($"{histories.Sum(h => h.Orders.Count)} deliveries in {options.Shops} shops, seed {options.Seed}");

        var deliveries = 0;
        var amendments = histories.SelectMany(history => history.Amendments.Select(Delivery.Of)).ToList();
        var worker = new WorkerOrders(connectionString, [.. histories.Select(history => history.Shop.Id.Value)], options.Bus, null);
        var last = Math.Min(options.Kills / 10, amendments.Count / MessagesPerKill);
        for (var shop = 0; shop < histories.Count; shop++)
        {
            // The shops' deliveries are sent one shop after another, because Azurite scans a whole queue for each message that it hands
            // out.
            var orders = OrderHistories.Disturbed(histories[shop].Orders.Select(Delivery.Of).ToList(), _random, options.Repeated);
            await WorkOffAsync(hosted, worker, orders, (options.Kills - last) * (shop + 1) / histories.Count, cancellationToken);
            deliveries += orders.Length;
        }

        var disturbed = OrderHistories.Disturbed(amendments, _random, options.Repeated);
        await WorkOffAsync(hosted, worker, disturbed, options.Kills, cancellationToken);

        progress("all queues are worked off; comparing");
        var (waiting, poisoned) = await hosted.DepthAsync();
        var (differences, buyers) = await CompareAsync(hosted, histories);
        return new CrashRunResult(
            deliveries + amendments.Count,
            histories.Sum(h => h.Orders.DistinctBy(order => order.Id).Count()),
            _deaths,
            poisoned,
            waiting,
            differences,
            buyers);
    }

    private (Shop Shop, List<Order> Orders, List<OrderAmendment> Amendments) History(string name)
    {
        var shop = AShop.Named(name);
        var people = options.OrdersPerShop / options.OrdersPerPerson;
        var orders = OrderHistories.InOrder(shop, _random, people, options.OrdersPerShop, changingBuyers: true);
        return (shop, orders, [.. OrderHistories.Amendments(orders, _random).Take(options.OrdersPerShop / OrdersPerAmendment)]);
    }

    private async Task WorkOffAsync(
        HostedOrders hosted,
        WorkerOrders worker,
        IReadOnlyCollection<Delivery> deliveries,
        int kills,
        CancellationToken cancellationToken)
    {
        // They are sent one at a time, so that the queue hands them out in about this sequence.
        foreach (var delivery in deliveries)
        {
            await hosted.SendAsync(delivery);
        }

        progress($"{deliveries.Count} messages wait");
        while (true)
        {
            var (waiting, _) = await hosted.DepthAsync();
            var death = _kills < kills && waiting > 0 ? NextDeath(waiting, kills - _kills) : null;
            if (await WorkerProcess.RunAsync(worker with { Death = death }, cancellationToken) is not { } point)
            {
                return;
            }

            _kills++;
            _deaths[point] = _deaths.GetValueOrDefault(point) + 1;
            progress($"kill {_kills} of {options.Kills}: {point}; {waiting} messages waited");
        }
    }

    /// <summary>
    /// Chooses where the next worker dies. The calls' names are taken in turn, before and after, so that none is left out. The number of
    /// requests before the death is drawn so that the deaths spread over the replay.
    /// </summary>
    /// <remarks>It plans for some more deaths than are left, because otherwise the queues might be empty first.</remarks>
    private Death NextDeath(int waiting, int deathsLeft)
    {
        var call = options.Calls[_kills / 2 % options.Calls.Count];
        var share = Math.Max(2, RequestsPerMessage * waiting / (deathsLeft + (deathsLeft / 5) + 1));
        var notBefore = _random.Next(share / 2, (3 * share / 2) + 1);
        return new Death(call, _kills % 2 == 1, notBefore, notBefore + share);
    }

    private async Task<(List<string> Differences, int Buyers)> CompareAsync(
        HostedOrders hosted, List<(Shop Shop, List<Order> Orders, List<OrderAmendment> Amendments)> histories)
    {
        var (differences, buyers) = (new List<string>(), 0);
        foreach (var (shop, orders, amendments) in histories)
        {
            var clean = RecorderScenario.InMemory(shop);
            foreach (var delivery in orders.Select(Delivery.Of).Concat(amendments.Select(Delivery.Of)))
            {
                await delivery.ToAsync(clean, default);
            }

            var expected = await RowDump.OfAsync(clean.Buyers, shop.Id);
            var actual = await RowDump.OfAsync(hosted.Buyers, shop.Id);
            buyers += expected.Split(Environment.NewLine).Count(line => line.Contains(" b:", StringComparison.Ordinal));
            if (expected != actual)
            {
                differences.Add($"Shop {shop.Id}:{Environment.NewLine}{expected}{Environment.NewLine}is not{Environment.NewLine}{actual}");
            }
        }

        differences.AddRange(await LedgerChecks.FaultsAsync(hosted.BuyerTable));
        ShopId[] shops = [.. histories.Select(history => history.Shop.Id)];
        differences.AddRange(options.Bus is { } bus
            ? await hosted.EventFaultsAsync(shops, bus, options.Arrived)
            : await hosted.EventFaultsAsync(shops));
        return (differences, buyers);
    }
}
