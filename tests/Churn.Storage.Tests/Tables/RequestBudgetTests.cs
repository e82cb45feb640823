using Churn.Domain.Buyers;
using Churn.Domain.Offers;
using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Churn.TestSupport;
using Churn.TestSupport.Azurite;
using Churn.TestSupport.Builders;
using Churn.TestSupport.Scenarios;

namespace Churn.Storage.Tests.Tables;

/// <summary>DESIGN's budget, counted on the wire.</summary>
[Collection(AzuriteCollection.Name)]
public sealed class RequestBudgetTests(AzuriteFixture azurite)
{
    private static readonly Shop Shop = AShop.Named("budget");

    /// <summary>Welcomes who orders for the first time, at once.</summary>
    private static readonly Shop Studio = AShop.Named("budget-studio", options => options.BusinessModel = BusinessModel.Services);

    [Fact]
    public async Task RecordAsync_FirstOrderWithThreeIdentifiers_CostsAtMostFiveRequests()
    {
        var (recorder, requests) = await CreateAsync();

        await recorder.RecordAsync(Order("first", "1", "2026-06-01"), default);

        var sent = requests.Take();
        Assert.True(sent.Count <= 5, string.Join(Environment.NewLine, sent));
    }

    [Fact]
    public async Task RecordAsync_NewOrderOfAKnownBuyer_CostsTwoRequests()
    {
        var (recorder, requests) = await CreateAsync();
        await recorder.RecordAsync(Order("known", "1", "2026-06-01"), default);
        requests.Take();

        var recorded = await recorder.RecordAsync(Order("known", "2", "2026-06-02"), default);

        var sent = requests.Take();
        Assert.Equal(RecordOutcome.New, recorded.Outcome);
        Assert.True(sent.Count == 2, string.Join(Environment.NewLine, sent));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task PublishAsync_FirstOrder_KeepsWithinFiveRequestsAndTellsOfIt(int identifiers)
    {
        var (scenario, requests) = await CreateScenarioAsync();
        var order = Order($"newcomer-{identifiers}", "1", "2026-06-01");
        order = order with { Buyer = order.Buyer with { Identifiers = [.. order.Buyer.Identifiers.Take(identifiers)] } };

        await scenario.Outbox.PublishAsync(await scenario.Recorder.RecordAsync(order, default), default);

        var sent = requests.Take();
        Assert.True(sent.Count <= 5, string.Join(Environment.NewLine, sent));
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

        // The first left its event in the row; the second sends it again and clears both.
        Assert.Equal([(5, 1), (3, 3), (2, 3)], costs);
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 6)]
    [InlineData(3, 7)]
    public async Task PublishAsync_FirstOrderWithAnOfferAtOnce_CostsTwoRequestsMoreThanTheOrder(int identifiers, int atMost)
    {
        var (scenario, publisher, requests) = await CreateStudioAsync();
        var order = Welcomed($"welcome-{identifiers}", identifiers);

        await WorkAsync(scenario, publisher, order);

        var sent = requests.Take();
        var row = (await scenario.Buyers.FollowAsync(new BuyerKey(Studio.Id, BuyerId.Of(order.Buyer.Identifiers[0])), default)).Buyer!;
        Assert.Null(Assert.Single(row.Offered.Memos).Pending);
        Assert.True(sent.Count <= atMost, string.Join(Environment.NewLine, sent));
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

        Assert.Equal([5, 3, 2], costs);
    }

    [Fact]
    public async Task PublishAsync_OfferAtOnceWhileTheRowChanges_IsMadeOnceAndReadsTheRowAgain()
    {
        var (scenario, publisher, _) = await CreateStudioAsync();
        var recorded = await scenario.Recorder.RecordAsync(Welcomed("overtaken", 1), default);
        var read = (await scenario.Buyers.GetAsync(recorded.Key, default)).Buyer!;
        await scenario.Buyers.CommitAsync(new BuyerChange { Buyer = read with { Outbox = read.Outbox with { Pending = [] } } }, default);

        await publisher.PublishAsync(recorded, default);

        var row = (await scenario.Buyers.GetAsync(recorded.Key, default)).Buyer!;
        Assert.Null(Assert.Single(row.Offered.Memos).Pending);
    }

    [Fact]
    public async Task RecordAsync_NewOrderThatNamesACompany_CostsTwoRequestsAndNamesTheAccount()
    {
        var (recorder, requests) = await CreateAsync();
        await recorder.RecordAsync(ForCompany(Order("employee", "1", "2026-06-01")), default);
        requests.Take();

        var recorded = await recorder.RecordAsync(ForCompany(Order("employee", "2", "2026-06-02")), default);

        var sent = requests.Take();
        Assert.Equal(["acme"], recorded.Companies);
        Assert.True(sent.Count == 2, string.Join(Environment.NewLine, sent));
    }

    [Theory]
    [InlineData("2")]
    [InlineData("1")]
    public async Task RecordAsync_DuplicateOfTheLastOrAnEarlierOrder_CostsAtMostTwoRequests(string repeated)
    {
        var (recorder, requests) = await CreateAsync();
        var email = $"twice{repeated}";
        await recorder.RecordAsync(Order(email, "1", "2026-06-01"), default);
        await recorder.RecordAsync(Order(email, "2", "2026-06-02"), default);
        requests.Take();

        var recorded = await recorder.RecordAsync(Order(email, repeated, $"2026-06-0{repeated}"), default);

        var sent = requests.Take();
        Assert.Equal(RecordOutcome.Duplicate, recorded.Outcome);
        Assert.True(sent.Count <= 2, string.Join(Environment.NewLine, sent));
    }

    private static Order Welcomed(string buyer, int identifiers)
    {
        var order = AnOrder.Of(Studio, buyer, $"{RecorderScenario.Noon.AddHours(-1):O}", $"{buyer}@example.org", $"030 44{buyer.Length}{identifiers}555", $"customer of {buyer}");
        return order with { Buyer = order.Buyer with { Identifiers = [.. order.Buyer.Identifiers.Take(identifiers)] } };
    }

    // As the queue's worker does.
    private static async Task WorkAsync(RecorderScenario scenario, OfferPublisher publisher, Order order) =>
        await scenario.Outbox.PublishAsync(await publisher.PublishAsync(await scenario.Recorder.RecordAsync(order, default), default), default);

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
        return (scenario, new OfferPublisher(stores.Buyers, stores.Offers, scenario.Outbox, scenario.Settler, scenario.Time), stores.Requests);
    }

    private async Task<(OrderRecorder Recorder, CountingPolicy Requests)> CreateAsync()
    {
        var stores = await StoreFixture.CreateAsync(azurite);
        return (new RecorderScenario(stores.Buyers, stores.Identities, Shop).Recorder, stores.Requests);
    }
}
