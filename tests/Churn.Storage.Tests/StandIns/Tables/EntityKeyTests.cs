using Azure.Data.Tables;
using Churn.TestSupport.Azurite;

namespace Churn.Storage.Tests.StandIns.Tables;

[Collection(AzuriteCollection.Name)]
public sealed class EntityKeyTests(AzuriteFixture azurite)
{
    public static TheoryData<string> OddKeys => new(
        "",
        "it's",
        "''",
        "100%",
        "%2F%27",
        "two words",
        "a+b",
        "shop|0f",
        "o:buyer:1001",
        "a=b&c;d,e",
        "a..b~_-.",
        "{[<\"$@!*^`>]}",
        "größe ñ 日本",
        "\U0001F600 e\u0301");

    [Theory]
    [MemberData(nameof(OddKeys))]
    [InlineData("(x),RowKey='y'")] // Not in transactions: there Azurite looks for the keys in the address after decoding it.
    public async Task EveryOperation_OddKeys_ReachesTheSameRow(string key)
    {
        TableClient table = await TableLab.CreateAsync(azurite);
        await table.AddEntityAsync(new TableEntity(key, key) { ["N"] = 1 });
        TableEntity read = await table.GetEntityAsync<TableEntity>(key, key);
        await table.UpdateEntityAsync(new TableEntity(key, key) { ["N"] = 2 }, read.ETag);
        await table.UpsertEntityAsync(new TableEntity(key, key) { ["M"] = 3 });

        TableEntity row = Assert.Single(await TableLab.ToListAsync(
            table.QueryAsync<TableEntity>(r => r.PartitionKey == key && r.RowKey == key)));

        Assert.Equal((key, key), (row.PartitionKey, row.RowKey));
        Assert.Equal((2, 3), (row.GetInt32("N"), row.GetInt32("M")));
        Assert.Equal(204, (await table.DeleteEntityAsync(key, key)).Status);
        Assert.Empty(await TableLab.ToListAsync(table.QueryAsync<TableEntity>()));
    }

    [Theory]
    [MemberData(nameof(OddKeys))]
    public async Task SubmitTransactionAsync_OddKeys_ReachesTheSameRow(string key)
    {
        TableClient table = await TableLab.CreateAsync(azurite);
        await table.SubmitTransactionAsync([new(TableTransactionActionType.Add, new TableEntity(key, key) { ["N"] = 1 })]);
        TableEntity read = await table.GetEntityAsync<TableEntity>(key, key);

        await table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.UpdateMerge, new TableEntity(key, key) { ["M"] = 2 }, read.ETag),
            new(TableTransactionActionType.UpsertReplace, new TableEntity(key, key + "2")),
        ]);
        TableEntity merged = await table.GetEntityAsync<TableEntity>(key, key);
        await table.SubmitTransactionAsync([new(TableTransactionActionType.Delete, merged, merged.ETag)]);

        Assert.Equal((1, 2), (merged.GetInt32("N"), merged.GetInt32("M")));
        Assert.Equal(key + "2", Assert.Single(await TableLab.ToListAsync(table.QueryAsync<TableEntity>())).RowKey);
    }
}
