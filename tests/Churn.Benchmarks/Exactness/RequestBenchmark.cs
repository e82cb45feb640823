using System.Diagnostics;
using System.Globalization;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using Churn.Domain.Buyers;
using Churn.Domain.Events;
using Churn.Domain.Nightly;
using Churn.Domain.Offers;
using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Churn.Storage.Events;
using Churn.Storage.Queues;
using Churn.Storage.Tables;
using Churn.Storage.Tables.Buyers;
using Churn.Storage.Tables.Identity;
using Churn.Storage.Tables.Offers;
using Churn.Testing;
using Churn.Testing.Azurite;
using Churn.Testing.Builders;
using Churn.Testing.Costs;
using Churn.Testing.Scenarios;

namespace Churn.Benchmarks.Exactness;

/// <summary>Counts the requests that each kind of order sends to the table service.</summary>
internal sealed class RequestBenchmark : IBenchmark
{
    /// <summary>The budget: table requests per delivery, on average.</summary>
    private const double MaxMean = 4.5;

    private static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Shop Shop = AShop.Named("requests");

    /// <summary>A shop that makes a welcome offer with a buyer's first order.</summary>
    private static readonly Shop Studio = AShop.Named("requests-studio", options => options.BusinessModel = BusinessModel.Services);

    private readonly CountingPolicy _requests = new();
    private BuyerStore _buyers = null!;
    private OrderRecording _recorder = null!;
    private RecorderScenario _scenario = null!;
    private OfferPublisher _offers = null!;
    private OutboxPublisher _outbox = null!;

    public string Name => "requests";

    public string Purpose => "table requests per order and its events, by kind, and in a ledger of 20,000: [orders=20000]";

    public async Task<int> RunAsync(string[] args)
    {
        var large = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 20_000;
        var azurite = new AzuriteFixture();
        await azurite.InitializeAsync();
        try
        {
            await OpenAsync(azurite);
            var cheap = await KindsAsync(azurite);
            await OffersAtOnceAsync();
            await EventsAsync();
            var steady = await LargeLedgerAsync(large);
            return await LargeMergeAsync(large) && cheap && steady ? 0 : 1;
        }
        finally
        {
            await azurite.DisposeAsync();
        }
    }

    private async Task OpenAsync(AzuriteFixture azurite)
    {
        var options = new TableClientOptions();
        options.AddPolicy(_requests, HttpPipelinePosition.PerRetry);
        var service = new TableServiceClient(azurite.ConnectionString, options);
        await service.CreateTableIfNotExistsAsync(TableNames.Buyers);
        await service.CreateTableIfNotExistsAsync(TableNames.Identities);
        await service.CreateTableIfNotExistsAsync(TableNames.Offers);
        _buyers = new BuyerStore(service);
        _scenario = new RecorderScenario(_buyers, new IdentityStore(service), Shop, Studio);
        _recorder = _scenario.Recorder;
        var sending = new QueueClientOptions();
        sending.AddPolicy(_requests, HttpPipelinePosition.PerRetry);
        var queues = new QueueServiceClient(azurite.ConnectionString, sending);
        await queues.GetQueueClient(QueueNames.BuyerEvents).CreateIfNotExistsAsync();
        _outbox = new OutboxPublisher(
            _buyers, _scenario.Identities, new QueueEventSink(queues), _scenario.Storage.Messages, new FinishedRuns(_scenario.Storage.Runs),
            UnheardMetrics.Metrics, _scenario.Time);
        _offers = new OfferPublisher(_buyers, _scenario.Identities, new OfferStore(service), _outbox, _scenario.Shops, _scenario.Time);
        _requests.Take();
    }

    // Counts the kinds of deliveries in the budget, without their events, and the mean over deliveries as shops send them.
    private static async Task<bool> KindsAsync(AzuriteFixture azurite)
    {
        using var process = Process.GetCurrentProcess();
        var (clock, before) = (Stopwatch.StartNew(), process.TotalProcessorTime);
        var counted = await CountedRequests.CountAsync(azurite.NewAccount().ConnectionString, publishes: false);
        foreach (var (kind, requests) in counted.Kinds)
        {
            Console.WriteLine($"{kind,-48}{requests.All,5}   {requests.Transactions} transactions");
        }

        process.Refresh();
        var mix = counted.Mix;
        var cpu = (process.TotalProcessorTime - before).TotalMilliseconds / (mix.Deliveries + counted.Kinds.Count);
        Console.WriteLine(
            $"mean over {mix.Deliveries} deliveries of {mix.Orders} orders as shops send them: {mix.Mean:N2} requests "
            + $"(at most {MaxMean:N1}), {(double)mix.Sent.All / mix.Orders:N2} an order; this process took {cpu:N2} ms of CPU a delivery, "
            + $"{clock.Elapsed.TotalMilliseconds / mix.Deliveries:N1} ms on the clock");
        return mix.Mean <= MaxMean;
    }

    // Some buyers are held out. Their orders cost the same, but for the event.
    private async Task OffersAtOnceAsync()
    {
        foreach (var identifiers in new[] { 1, 3 })
        {
            await CountAsync($"first order and its event, identifiers: {identifiers}", () => WorkAsync(First(Shop, identifiers)));
            await CountAsync("  with an offer at once", () => WorkAsync(First(Studio, identifiers)));
            await CountAsync("  its duplicate", () => WorkAsync(First(Studio, identifiers)));
        }
    }

    // Events are stored in the transaction of the order that causes them. Publishing costs one request for each event (to Service Bus one
    // for all of them), and one more that records that they were sent.
    private async Task EventsAsync()
    {
        var days = new[]
        {
            ("one identifier, first order", "2026-11-01"),
            ("order that changes a label", "2026-11-10"),
            ("order that changes none", "2026-11-11"),
        };
        foreach (var (what, day) in days)
        {
            var order = AnOrder.Of(Shop, $"eve-{day}", day, "eve@example.org");
            RecordedOrder? recorded = null;
            await CountAsync($"{what}: recorded", async () => recorded = await _recorder.RecordAsync(order, default));
            await CountAsync("  its events published and cleared", () => _outbox.PublishAsync(recorded!, default));
        }
    }

    // Does what the queue's worker does.
    private async Task WorkAsync(Order order) =>
        await _outbox.PublishAsync(await _offers.PublishAsync(await _recorder.RecordAsync(order, default), default), default);

    private static Order First(Shop shop, int identifiers)
    {
        var order = AnOrder.Of(
            shop,
            $"first{identifiers}",
            $"{RecorderScenario.Noon.AddHours(-1):O}",
            $"first{identifiers}@example.org",
            $"030 77777{identifiers}",
            $"first {identifiers}");
        return order with { Buyer = order.Buyer with { Identifiers = [.. order.Buyer.Identifiers.Take(identifiers)] } };
    }

    private async Task<bool> LargeLedgerAsync(int orders)
    {
        await _recorder.RecordAsync(Wholesale(1), default);
        var second = await CountAsync("order 2 of a wholesale buyer", () => _recorder.RecordAsync(Wholesale(2), default));
        var key = (await _recorder.RecordAsync(Wholesale(2), default)).Key;
        await FillAsync(key, 3, orders, Wholesale);
        _requests.Take();
        var next = await CountAsync($"order {orders + 1:N0} of the same", () => _recorder.RecordAsync(Wholesale(orders + 1), default));
        await CountAsync("its duplicate", () => _recorder.RecordAsync(Wholesale(orders + 1), default));
        var corrected = AnOrder.Edited(Wholesale(7), order => order with { Status = OrderStatus.Cancelled });
        await CountAsync("a correction in that ledger", () => _recorder.RecordAsync(corrected, default));
        var facts = (await _buyers.GetAsync(key, default))!.Facts;
        var exact = facts.Orders == orders + 1 && facts.CancelledOrders == 1;
        Console.WriteLine(
            $"the buyer's row counts {facts.Orders:N0} orders; "
            + $"cost of order {orders + 1:N0} {(next == second ? "equals" : "DIFFERS FROM")} that of order 2");
        return exact && next == second;
    }

    // Records two buyers with that many orders each, then one order that shows that they are one person. The number of writes must not
    // depend on the length of the ledgers.
    private async Task<bool> LargeMergeAsync(int orders)
    {
        var small = await MergeAsync("small", 2);
        var large = await MergeAsync("large", orders);
        return small == large;

        async Task<int> MergeAsync(string name, int each)
        {
            var (email, phone) = ($"{name}@example.org", name == "small" ? "030 5551234567" : "030 5557654321");
            foreach (var by in new[] { email, phone })
            {
                Order Make(int order) =>
                    AnOrder.Of(Shop, $"{name}{by.Length}-{order}", At(order), by == email ? email : null, by == phone ? phone : null);
                var key = (await _recorder.RecordAsync(Make(1), default)).Key;
                await FillAsync(key, 2, each, Make);
            }

            _requests.Take();
            var merged = await _recorder.RecordAsync(AnOrder.Of(Shop, $"{name}-both", At(each + 1), email, phone), default);
            var sent = _requests.Take();
            var writes = sent.Count(request => !request.StartsWith("GET", StringComparison.Ordinal));
            Console.WriteLine($"merge of two buyers with {each:N0} orders each: {sent.Count} requests, {writes} of them writes");
            return merged.Row!.Facts.Orders == (2 * each) + 1 ? writes : -each;
        }
    }

    private static string At(int order) => Start.AddMinutes(30 * order).ToString("O", CultureInfo.InvariantCulture);

    // Writes in batches the rows that recording the orders one after another would leave. Only the ledger has to be large, not this run.
    private async Task FillAsync(BuyerKey key, int from, int to, Func<int, Order> make)
    {
        for (var number = from; number <= to;)
        {
            var buyer = (await _buyers.GetAsync(key, default))!;
            var batch = Enumerable.Range(number, Math.Min(BuyerTransaction.MaxOrders, to - number + 1)).Select(make).ToList();
            var facts = batch.Aggregate(buyer.Facts, (known, order) => BuyerFold.Add(known, order, Shop));
            var change = new BuyerTransaction { Buyer = buyer with { Facts = facts }, Orders = [.. batch.Select(LedgerEntry.Of)] };
            if (await _buyers.WriteAsync(change, default) != WriteResult.Written)
            {
                throw new InvalidOperationException("A write failed, although no other worker writes this table.");
            }

            number += batch.Count;
        }
    }

    private async Task<int> CountAsync(string what, Func<Task> action)
    {
        _requests.Take();
        await action();
        var sent = _requests.Take();
        var kinds = sent.GroupBy(Kind).Select(kind => $"{kind.Count()} {kind.Key}");
        Console.WriteLine($"{what,-44}{sent.Count,5}   {string.Join(", ", kinds)}");
        return sent.Count;
    }

    private static string Kind(string request) =>
        request.Contains("$batch", StringComparison.Ordinal) ? "transactions"
        : request.StartsWith("GET", StringComparison.Ordinal) ? request.EndsWith("()", StringComparison.Ordinal) ? "pages" : "point reads"
        : request.EndsWith("/messages", StringComparison.Ordinal) ? "events sent"
        : request.Contains("/Offers", StringComparison.Ordinal) ? "offers' rows"
        : "identity rows";

    private static Order Wholesale(int number) =>
        AnOrder.Of(Shop, $"w{number}", At(number), "wholesale@example.org");
}
