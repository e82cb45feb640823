using Churn.Domain.Buyers;
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

    private static Order ForCompany(Order order) => order with { Buyer = order.Buyer with { CompanyId = "acme" } };

    private static Order Order(string buyer, string id, string placedAt) =>
        AnOrder.Of(Shop, id, placedAt, $"{buyer}@example.org", $"030 99{buyer.Length}{buyer[^1] % 10}555", $"customer of {buyer}");

    private async Task<(OrderRecorder Recorder, CountingPolicy Requests)> CreateAsync()
    {
        var stores = await StoreFixture.CreateAsync(azurite, "Budget");
        return (new RecorderScenario(stores.Buyers, stores.Identities, Shop).Recorder, stores.Requests);
    }
}
