using Azure.Data.Tables;
using Churn.Domain.Buyers;
using Churn.Domain.Privacy;
using Churn.Domain.Shops;
using Churn.Storage.Tables;
using Churn.TestSupport.Azurite;
using Churn.TestSupport.Builders;
using Churn.TestSupport.Scenarios;

namespace Churn.Storage.Tests.Tables;

[Collection(AzuriteCollection.Name)]
public sealed class AzuriteShopEraserTests(AzuriteFixture azurite) : ShopEraserContract
{
    [Fact]
    public async Task EraseBucketAsync_EveryBucket_LeavesNoRowOfTheShopButItsSums()
    {
        var shop = AShop.Named("erased-raw");
        var stores = await StoreFixture.CreateAsync(azurite);
        var scenario = new RecorderScenario(stores.Buyers, stores.Identities, shop);
        for (var i = 0; i < 250; i++)
        {
            await scenario.Recorder.RecordAsync(AnOrder.Of(shop, $"{i}", "2026-01-01", email: $"b{i % 3}@example.org", customerId: $"{i % 3}"), default);
        }

        var orders = 0;
        for (var bucket = 0; bucket < Buckets.Count; bucket++)
        {
            orders += await stores.Contents.EraseBucketAsync(shop, Buckets.Name(bucket), default);
        }

        Assert.Equal(250, orders);
        Assert.Equal(new ErasedMonth(250, 250, 1_250_000), (await stores.Buyers.ReadErasedAsync(shop.Id, default)).Total);
        foreach (var table in TableNames.All)
        {
            await foreach (var row in stores.Tables.GetTableClient(table).QueryAsync<TableEntity>())
            {
                Assert.Equal("t:erased", row.RowKey);
            }
        }
    }

    protected override async Task<NoticeScenario> CreateAsync(params Shop[] shops) =>
        new(await StoreFixture.CreateAsync(azurite), shops);
}
