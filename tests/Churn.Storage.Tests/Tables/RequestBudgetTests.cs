using System.Globalization;
using Churn.Domain.Buyers;
using Churn.Domain.Offers;
using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Churn.Testing;
using Churn.Testing.Azurite;
using Churn.Testing.Builders;
using Churn.Testing.Costs;
using Churn.Testing.Scenarios;

namespace Churn.Storage.Tests.Tables;

/// <summary>Counts on the wire what each kind of delivery asks of the tables.</summary>
[Collection(AzuriteCollection.Name)]
public sealed class RequestBudgetTests(AzuriteFixture azurite)
{
    private static readonly Shop Shop = AShop.Named("budget");

    /// <summary>A shop that welcomes each new buyer at once.</summary>
    private static readonly Shop Studio = AShop.Named("budget-studio", options => options.BusinessModel = BusinessModel.Services);

    [Fact]
    public async Task RecordAsync_FirstOrderWithThreeIdentifiers_CostsAtMostSixRequests()
    {
        var (recorder, requests) = await CreateAsync();

        await recorder.RecordAsync(Order("first", "1", "2026-06-01"), default);

        AssertCosts(6, requests);
    }

    [Fact]
    public async Task RecordAsync_NewOrderOfAKnownBuyer_CostsThreeRequests()
    {
        var (recorder, requests) = await CreateAsync();
        await recorder.RecordAsync(Order("known", "1", "2026-06-01"), default);
        requests.Take();

        var recorded = await recorder.RecordAsync(Order("known", "2", "2026-06-02"), default);

        AssertCosts(3, requests);
        Assert.Equal(RecordOutcome.New, recorded.Outcome);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task PublishAsync_FirstOrder_KeepsWithinSixRequestsAndTellsOfIt(int identifiers)
    {
        var (scenario, requests) = await CreateScenarioAsync();
        var order = Order($"newcomer-{identifiers}", "1", "2026-06-01");
        order = order with { Buyer = order.Buyer with { Identifiers = [.. order.Buyer.Identifiers.Take(identifiers)] } };

        await scenario.Outbox.PublishAsync(await scenario.Recorder.RecordAsync(order, default), default);

        AssertCosts(6, requests);
        Assert.Single(scenario.Events.Taken);
    }

    [Fact]
    public async Task PublishAsync_OrderThatChangesALabel_CostsOneRequestMoreAndOneThatDoesNotCostsNone()
    {
        var (scenario, requests) = await CreateScenarioAsync();
        var costs = new List<(int Requests, int Events)>();
        foreach (var (id, day) in new[] { ("1", "2026-11-01"), ("2", "2026-11-10"), ("3", "2026-11-11") })
        {
            await scenario.Outbox.PublishAsync(await scenario.Recorder.RecordAsync(Order("label", id, day), default), default);
            costs.Add((requests.Take().Count, scenario.Events.Taken.Count));
        }

        // The first order leaves its event in the row. The second sends that event again and clears both.
        Assert.Equal([(6, 1), (4, 3), (3, 3)], costs);
    }

    [Theory]
    [InlineData(1, 6)]
    [InlineData(2, 7)]
    [InlineData(3, 8)]
    public async Task PublishAsync_FirstOrderWithAnOfferAtOnce_CostsTwoRequestsMoreThanTheOrder(int identifiers, int costs)
    {
        var (scenario, publisher, requests) = await CreateStudioAsync();
        var order = Welcomed($"welcome-{identifiers}", identifiers);

        await WorkAsync(scenario, publisher, order);

        AssertCosts(costs, requests);
        var row = await scenario.Identities.FindAsync(new BuyerKey(Studio.Id, BuyerId.Of(order.Buyer.Identifiers[0])), default);
        Assert.Null(Assert.Single(row!.Offered.Records).Pending);
    }

    [Fact]
    public async Task PublishAsync_DuplicatesOfAFirstOrderWithAnOfferAtOnce_TheFirstClearsItsEventsAndTheNextCostsTwoRequests()
    {
        var (scenario, publisher, requests) = await CreateStudioAsync();
        var order = Welcomed("welcome-twice", 1);
        var costs = new List<int>();
        for (var delivery = 0; delivery < 3; delivery++)
        {
            await WorkAsync(scenario, publisher, order);
            costs.Add(requests.Take().Count);
        }

        Assert.Equal([6, 3, 2], costs);
    }

    [Fact]
    public async Task PublishAsync_OfferAtOnceWhileTheRowChanges_IsMadeOnceAndReadsTheRowAgain()
    {
        var (scenario, publisher, _) = await CreateStudioAsync();
        var recorded = await scenario.Recorder.RecordAsync(Welcomed("overtaken", 1), default);
        var read = (await scenario.Buyers.GetAsync(recorded.Key, default))!;
        await scenario.Buyers.CommitAsync(new BuyerTransaction { Buyer = read with { Outbox = read.Outbox with { Pending = [] } } }, default);

        await publisher.PublishAsync(recorded, default);

        var row = (await scenario.Buyers.GetAsync(recorded.Key, default))!;
        Assert.Null(Assert.Single(row.Offered.Records).Pending);
    }

    [Fact]
    public async Task RecordAsync_NewOrderThatNamesACompany_CostsThreeRequestsAndNamesTheAccount()
    {
        var (recorder, requests) = await CreateAsync();
        await recorder.RecordAsync(ForCompany(Order("employee", "1", "2026-06-01")), default);
        requests.Take();

        var recorded = await recorder.RecordAsync(ForCompany(Order("employee", "2", "2026-06-02")), default);

        AssertCosts(3, requests);
        Assert.Equal(["acme"], recorded.Companies);
    }

    [Theory]
    [InlineData("2")]
    [InlineData("1")]
    public async Task RecordAsync_DuplicateOfTheLastOrAnEarlierOrder_CostsTwoRequests(string repeated)
    {
        var (recorder, requests) = await CreateAsync();
        var email = $"twice{repeated}";
        await recorder.RecordAsync(Order(email, "1", "2026-06-01"), default);
        await recorder.RecordAsync(Order(email, "2", "2026-06-02"), default);
        requests.Take();

        var recorded = await recorder.RecordAsync(Order(email, repeated, $"2026-06-0{repeated}"), default);

        AssertCosts(2, requests);
        Assert.Equal(RecordOutcome.Duplicate, recorded.Outcome);
    }

    [Theory]
    [InlineData("2")]
    [InlineData("1")]
    public async Task RecordAsync_EditOfTheLastOrAnEarlierOrder_CostsFourRequests(string edited)
    {
        var (recorder, requests) = await CreateAsync();
        var email = $"edited{edited}";
        await recorder.RecordAsync(Order(email, "1", "2026-06-01"), default);
        await recorder.RecordAsync(Order(email, "2", "2026-06-02"), default);
        requests.Take();

        var recorded = await recorder.RecordAsync(
            AnOrder.Edited(Order(email, edited, $"2026-06-0{edited}"), order => order with { Status = OrderStatus.Cancelled }), default);

        AssertCosts(4, requests);
        Assert.Equal(RecordOutcome.Changed, recorded.Outcome);
    }

    [Fact]
    public async Task AmendAsync_RefundThatNamesNoCustomer_CostsFiveRequests()
    {
        var (recorder, requests) = await CreateAsync();
        await recorder.RecordAsync(Order("refunded", "1", "2026-06-01"), default);
        await recorder.RecordAsync(Order("refunded", "2", "2026-06-02"), default);
        requests.Take();

        var recorded = await recorder.AmendAsync(Refund("1"), default);

        AssertCosts(5, requests);
        Assert.Equal((RecordOutcome.Changed, 100), (recorded.Outcome, recorded.Row!.Facts.Refunded));
    }

    [Fact]
    public async Task AmendAsync_RefundOfAnOrderThatHasNotCome_CostsFourRequestsAndNothingLater()
    {
        var (scenario, requests) = await CreateScenarioAsync();

        await scenario.Recorder.AmendAsync(Refund("unknown"), default);

        AssertCosts(4, requests);
        AssertNothingSent(scenario);
    }

    [Theory]
    [InlineData("2026-06-09")]
    [InlineData("2026-06-01")]
    public async Task RecordAsync_OrderThatChangesHands_CostsAtMostTwelveRequests(string placedAt)
    {
        var (scenario, requests) = await CreateScenarioAsync();
        await scenario.Recorder.RecordAsync(Order("giver", "1", "2026-06-05"), default);
        await scenario.Recorder.RecordAsync(Order("receiver", "2", "2026-06-05"), default);
        await scenario.Recorder.RecordAsync(Order("giver", "3", placedAt), default);
        requests.Take();

        var recorded = await scenario.Recorder.RecordAsync(AnOrder.Edited(Order("receiver", "3", placedAt), order => order), default);

        AssertCosts(12, requests);
        var giver = await scenario.Identities.FindAsync(Shop.Id, Order("giver", "1", placedAt).Buyer.Identifiers[0], default);
        Assert.Equal((2, 1), (recorded.Row!.Facts.Orders, giver!.Facts.Orders));
        Assert.True(scenario.Queues is { Amendments.IsEmpty: true, Orders.IsEmpty: true, Accounts.IsEmpty: true });
    }

    [Fact]
    public async Task RecordAsync_OrderThatMergesTwoBuyers_CostsTwelveRequestsAndTheSameWritesWhateverTheLedgers()
    {
        var few = await MergeAsync(1);
        var many = await MergeAsync(700);

        Assert.True(few.Count <= 12, string.Join(Environment.NewLine, few));
        Assert.True(many.Count <= 12, string.Join(Environment.NewLine, many));
        Assert.Equal(Writes(few), Writes(many));
    }

    [Fact]
    public async Task RecordAsync_TillOrderWithoutACustomer_CostsThreeRequestsAndNothingLater()
    {
        var (scenario, requests) = await CreateScenarioAsync();

        await scenario.Recorder.RecordAsync(AnOrder.Of(Shop, "till", "2026-06-01", email: null), default);

        AssertCosts(3, requests);
        AssertNothingSent(scenario);
    }

    [Fact]
    public async Task RecordAsync_FirstSightOfAnOldOrderOfAKnownBuyer_CostsAtMostFiveRequestsAndNothingLater()
    {
        var (scenario, requests) = await CreateScenarioAsync();
        await scenario.Recorder.RecordAsync(Order("late", "1", "2026-06-05"), default);
        requests.Take();

        var old = Order("late", "2", "2026-01-05");
        await scenario.Recorder.RecordAsync(old with { Version = old.Version + TimeSpan.TicksPerDay }, default);

        AssertCosts(6, requests);
        AssertNothingSent(scenario);
    }

    [Fact]
    public async Task RecordAsync_DeliveriesAsShopsSendThem_CostAtMostFourAndAHalfRequestsEach()
    {
        var (scenario, requests) = await CreateScenarioAsync();
        var deliveries = OrderMix.Deliveries(Shop, 150, seed: 1);

        foreach (var delivery in deliveries)
        {
            await delivery.ToAsync(scenario, default);
        }

        var mean = (double)requests.Take().Count / deliveries.Count;
        Assert.True(mean <= 4.5, $"A delivery costs {mean.ToString("F2", CultureInfo.InvariantCulture)} requests.");
    }

    // Returns the requests of one order that connects two buyers with so many orders each.
    private async Task<IReadOnlyList<string>> MergeAsync(int orders)
    {
        var (scenario, requests) = await CreateScenarioAsync();
        foreach (var (email, phone) in new[] { ("both@example.org", (string?)null), (null, "030 123456") })
        {
            var history = Enumerable.Range(0, orders)
                .Select(number => AnOrder.Of(
                    Shop,
                    $"{email}{number}",
                    RecorderScenario.Noon.AddDays(-number - 2).ToString("O", CultureInfo.InvariantCulture),
                    email,
                    phone))
                .ToList();
            await scenario.Importer.ImportAsync(Shop.Id, history.ToAsyncEnumerable(), 100, _ => { }, default);
        }

        requests.Take();

        var connecting = AnOrder.Of(Shop, "merging", "2026-11-21", "both@example.org", "030 123456");
        var merged = await scenario.Recorder.RecordAsync(connecting, default);

        Assert.Equal((2 * orders) + 1, merged.Row!.Facts.Orders);
        return requests.Take();
    }

    // Leaves out the first part of the path, which names the storage account: each of the two runs has one of its own.
    private static IEnumerable<string> Writes(IEnumerable<string> requests) => requests
        .Where(request => !request.StartsWith("GET", StringComparison.Ordinal))
        .Select(request => request[..request.IndexOf(' ', StringComparison.Ordinal)]
            + $" {request[(request.IndexOf('/', StringComparison.Ordinal) + 1)..]}");

    private static void AssertCosts(int atMost, CountingPolicy requests)
    {
        var sent = requests.Take();
        Assert.True(
            sent.Count <= atMost,
            $"{sent.Count} requests were sent:{Environment.NewLine}{string.Join(Environment.NewLine, sent)}");
    }

    private static void AssertNothingSent(RecorderScenario scenario)
    {
        var queues = scenario.Queues;
        Assert.True(queues.Amendments.IsEmpty && queues.Orders.IsEmpty && queues.Accounts.IsEmpty && queues.Outbox.IsEmpty);
    }

    private static OrderAmendment Refund(string orderId) =>
        new() { Shop = Shop.Id, OrderId = orderId, Refunds = Domain.Orders.Order.NoRefunds.Add("r", 100) };

    private static Order Welcomed(string buyer, int identifiers)
    {
        var placedAt = $"{RecorderScenario.Noon.AddHours(-1):O}";
        var phone = $"030 44{buyer.Length}{identifiers}555";
        var order = AnOrder.Of(Studio, buyer, placedAt, $"{buyer}@example.org", phone, $"customer of {buyer}");
        return order with { Buyer = order.Buyer with { Identifiers = [.. order.Buyer.Identifiers.Take(identifiers)] } };
    }

    // Handles an order as the worker of the queue does.
    private static async Task WorkAsync(RecorderScenario scenario, OfferPublisher publisher, Order order)
    {
        var recorded = await scenario.Recorder.RecordAsync(order, default);
        await scenario.Outbox.PublishAsync(await publisher.PublishAsync(recorded, default), default);
    }

    private static Order ForCompany(Order order) => order with { Buyer = order.Buyer with { CompanyId = "acme" } };

    private static Order Order(string buyer, string id, string placedAt) =>
        AnOrder.Of(Shop, id, placedAt, $"{buyer}@example.org", $"030 99{buyer.Length}{buyer[^1] % 10}555", $"customer of {buyer}");

    private async Task<(RecorderScenario Scenario, CountingPolicy Requests)> CreateScenarioAsync()
    {
        var stores = await StoreFixture.CreateAsync(azurite);
        return (new RecorderScenario(stores.Buyers, stores.Identities, Shop), stores.Requests);
    }

    private async Task<(RecorderScenario Scenario, OfferPublisher Publisher, CountingPolicy Requests)> CreateStudioAsync()
    {
        var stores = await StoreFixture.CreateAsync(azurite);
        var scenario = new RecorderScenario(stores.Buyers, stores.Identities, Studio);
        var publisher = new OfferPublisher(
            stores.Buyers, scenario.Identities, stores.Offers, scenario.Outbox, scenario.Shops, scenario.Time);
        return (scenario, publisher, stores.Requests);
    }

    private async Task<(OrderRecording Recorder, CountingPolicy Requests)> CreateAsync()
    {
        var stores = await StoreFixture.CreateAsync(azurite);
        return (new RecorderScenario(stores.Buyers, stores.Identities, Shop).Recorder, stores.Requests);
    }
}
