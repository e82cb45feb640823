using Churn.Domain.Policies;
using Churn.TestSupport.Azurite;
using Churn.TestSupport.Builders;
using Churn.TestSupport.Scenarios;
using Microsoft.Extensions.Time.Testing;

namespace Churn.Storage.Tests.Tables;

[Collection(AzuriteCollection.Name)]
public sealed class AzuritePolicyStoreTests(AzuriteFixture azurite) : PolicyStoreContract
{
    [Fact]
    public async Task ForAsync_HundredOrdersInAMinute_CostTwoRequestsForTheRulebook()
    {
        var fixture = await StoreFixture.CreateAsync(azurite);
        var (shop, time) = (AShop.Named("cost"), new FakeTimeProvider(RecorderScenario.Noon));
        var rulebooks = new StoredRulebooks(fixture.Policies, fixture.Models, time);

        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => rulebooks.ForAsync(shop, default).AsTask()));

        var sent = fixture.Requests.Take();
        Assert.True(sent.Count == 2, string.Join(Environment.NewLine, sent));
    }

    protected override async Task<IPolicyStore> CreateAsync() => (await StoreFixture.CreateAsync(azurite)).Policies;
}
