using Churn.Domain.Buyers;
using Churn.Domain.Labels;
using Churn.Domain.Nightly;
using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Churn.Testing.Builders;
using Churn.Testing.Scenarios;
using Churn.Testing.Stores;

namespace Churn.Domain.Tests.Nightly;

public sealed class AccountReclassifierTests
{
    private static readonly Shop Shop = AShop.Named("wholesale", options => options.BusinessModel = BusinessModel.Wholesale);
    private static readonly AccountKey Acme = new(Shop.Id, "acme");

    private readonly MemoryStorage _storage = new();

    [Theory]
    [InlineData(60, Activity.New)]
    [InlineData(61, Activity.Cooling)]
    [InlineData(139, Activity.Lapsed)]
    public async Task RunNightAsync_AccountThatNobodyOrdersForAnyMore_IsClassifiedForTheNightsDay(int daysLater, Activity expected)
    {
        var night = await NightAsync(daysLater);

        await night.RunNightAsync();

        var account = (await night.Storage.Accounts.GetAsync(Acme, default))!;
        Assert.Equal(expected, account.Class.Activity);
        Assert.Equal(RunState.Finished, (await night.Storage.Runs.FindAsync(Shop.Id, Shop.DayOf(night.Time.GetUtcNow()), default))!.State);
    }

    [Fact]
    public async Task RunAsync_Again_WritesNothing()
    {
        var night = await NightAsync(139);
        var reclassifier = new AccountReclassifier(night.Storage.Accounts, new DefaultRulebooks());
        var day = Shop.DayOf(night.Time.GetUtcNow());

        Assert.Equal(1, await reclassifier.RunAsync(Shop, day, default));
        var row = await night.Storage.Accounts.GetAsync(Acme, default);

        Assert.Equal(0, await reclassifier.RunAsync(Shop, day, default));
        Assert.Equal(row, await night.Storage.Accounts.GetAsync(Acme, default));
    }

    [Fact]
    public async Task RunNightAsync_ShopWithoutCompanies_AsksForNoAccounts()
    {
        var night = new NightlyScenario(_storage.Buyers, RecorderScenario.Noon, Shop);
        await RecordAsync(null);
        var labels = Classifier.Classify(BuyerFacts.None, ARulebook.For(BusinessModel.Wholesale), new DateOnly(2020, 1, 1));
        var lone = new Account
        {
            Key = Acme,
            Facts = BuyerFacts.None,
            Class = labels with { Activity = Activity.New },
            Members = 0,
        };
        await night.Storage.Accounts.WriteAsync(lone, default);

        await night.RunNightAsync();

        Assert.Equal(Activity.New, (await night.Storage.Accounts.GetAsync(Acme, default))!.Class.Activity);
    }

    private async Task<NightlyScenario> NightAsync(int daysLater)
    {
        var night = new NightlyScenario(_storage.Buyers, RecorderScenario.Noon.AddDays(daysLater), Shop);
        await RecordAsync("acme");
        var facts = (await _storage.Buyers.ScanAsync(Shop.Id, KeyOf("acme").Bucket, default).SingleAsync()).Facts;
        var day = Shop.DayOf(RecorderScenario.Noon);
        var account = new Account
        {
            Key = Acme,
            Facts = facts with { CustomerId = null, Companies = BuyerFacts.NoCompanies, Last = null },
            Class = AccountClassifier.Classify(facts, ARulebook.For(BusinessModel.Wholesale), day),
            Members = 1,
        };
        await night.Storage.Accounts.WriteAsync(account, default);
        return night;
    }

    private Task RecordAsync(string? company) => RecorderScenario.InMemory(_storage, Shop).Recorder.RecordAsync(OrderOf(company), default);

    private static BuyerKey KeyOf(string? company) => new(Shop.Id, BuyerId.Of(OrderOf(company).Buyer.Identifiers[0]));

    private static Order OrderOf(string? company)
    {
        var order = AnOrder.Of(Shop, "1", $"{RecorderScenario.Noon:yyyy-MM-dd}T10:00:00Z", "anna@example.org");
        return order with { Buyer = order.Buyer with { CompanyId = company } };
    }
}
