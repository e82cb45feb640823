using Azure;
using Azure.Data.Tables;
using Churn.TestSupport.Azurite;

namespace Churn.Storage.Tests.StandIns.Tables;

[Collection(AzuriteCollection.Name)]
public sealed class EntityWriteTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task AddEntityAsync_RowExists_Throws409AndKeepsTheFirst()
    {
        TableClient table = await TableLab.CreateAsync(azurite);
        await table.AddEntityAsync(Row(("Amount", 1)));

        var exception = await Assert.ThrowsAsync<RequestFailedException>(() => table.AddEntityAsync(Row(("Amount", 2))));

        Assert.Equal(409, exception.Status);
        Assert.Equal("EntityAlreadyExists", exception.ErrorCode);
        Assert.Equal(1, (await ReadAsync(table)).GetInt32("Amount"));
    }

    [Fact]
    public async Task AddEntityAsync_NewRow_AnswersWithTheETagThatAReadSees()
    {
        TableClient table = await TableLab.CreateAsync(azurite);

        Response response = await table.AddEntityAsync(Row());

        Assert.Equal(204, response.Status);
        TableEntity stored = await ReadAsync(table);
        Assert.Equal(response.Headers.ETag, stored.ETag);
        Assert.NotNull(stored.Timestamp);
    }

    [Fact]
    public async Task GetEntityAsync_MissingRow_Throws404WithItsCode()
    {
        TableClient table = await TableLab.CreateAsync(azurite);

        var exception = await Assert.ThrowsAsync<RequestFailedException>(() => table.GetEntityAsync<TableEntity>("p", "none"));

        Assert.Equal(404, exception.Status);
        Assert.Equal("ResourceNotFound", exception.ErrorCode);
    }

    [Fact]
    public async Task GetEntityIfExistsAsync_MissingRow_HasNoValue()
    {
        TableClient table = await TableLab.CreateAsync(azurite);
        await table.AddEntityAsync(Row());

        NullableResponse<TableEntity> missing = await table.GetEntityIfExistsAsync<TableEntity>("p", "none");
        NullableResponse<TableEntity> present = await table.GetEntityIfExistsAsync<TableEntity>("p", "r");

        Assert.False(missing.HasValue);
        Assert.Equal(404, missing.GetRawResponse().Status);
        Assert.Throws<InvalidOperationException>(() => missing.Value);
        Assert.True(present.HasValue);
        Assert.Equal("r", present.Value!.RowKey);
    }

    [Fact]
    public async Task GetEntityAsync_Select_BringsOnlyThoseProperties()
    {
        TableClient table = await TableLab.CreateAsync(azurite);
        await table.AddEntityAsync(Row(("Kept", "yes"), ("Dropped", "yes")));

        TableEntity row = await table.GetEntityAsync<TableEntity>("p", "r", ["Kept"]);

        Assert.Equal("yes", row.GetString("Kept"));
        Assert.False(row.ContainsKey("Dropped"));
    }

    [Fact]
    public async Task UpsertEntityAsync_MergeByDefault_KeepsWhatIsNotNamedAndReplaceDropsIt()
    {
        TableClient table = await TableLab.CreateAsync(azurite);
        await table.UpsertEntityAsync(Row(("A", 1), ("B", 1)));

        await table.UpsertEntityAsync(Row(("B", 2)));
        TableEntity merged = await ReadAsync(table);
        await table.UpsertEntityAsync(Row(("C", 3)), TableUpdateMode.Replace);
        TableEntity replaced = await ReadAsync(table);

        Assert.Equal((1, 2), (merged.GetInt32("A"), merged.GetInt32("B")));
        Assert.False(replaced.ContainsKey("A"));
        Assert.Equal(3, replaced.GetInt32("C"));
    }

    [Theory]
    [InlineData(TableUpdateMode.Merge)]
    [InlineData(TableUpdateMode.Replace)]
    public async Task UpdateEntityAsync_StaleETag_Throws412AndChangesNothing(TableUpdateMode mode)
    {
        TableClient table = await TableLab.CreateAsync(azurite);
        await table.AddEntityAsync(Row(("Amount", 1)));
        TableEntity stale = await ReadAsync(table);
        await table.UpdateEntityAsync(Row(("Amount", 2)), stale.ETag);

        var exception = await Assert.ThrowsAsync<RequestFailedException>(
            () => table.UpdateEntityAsync(Row(("Amount", 3)), stale.ETag, mode));

        Assert.Equal(412, exception.Status);
        Assert.Equal("UpdateConditionNotSatisfied", exception.ErrorCode);
        Assert.Equal(2, (await ReadAsync(table)).GetInt32("Amount"));
    }

    [Fact]
    public async Task UpdateEntityAsync_ETagOfTheAnswer_MatchesTheNextUpdate()
    {
        TableClient table = await TableLab.CreateAsync(azurite);
        ETag first = (await table.AddEntityAsync(Row(("Amount", 1)))).Headers.ETag!.Value;

        ETag second = (await table.UpdateEntityAsync(Row(("Amount", 2)), first, TableUpdateMode.Replace)).Headers.ETag!.Value;
        await table.UpdateEntityAsync(Row(("Amount", 3)), second, TableUpdateMode.Replace);

        Assert.NotEqual(first, second);
        Assert.Equal(3, (await ReadAsync(table)).GetInt32("Amount"));
    }

    [Fact]
    public async Task UpdateEntityAsync_RowMissing_Throws404EvenForAnyETag()
    {
        TableClient table = await TableLab.CreateAsync(azurite);

        var exception = await Assert.ThrowsAsync<RequestFailedException>(() => table.UpdateEntityAsync(Row(), ETag.All));

        Assert.Equal(404, exception.Status);
    }

    [Fact]
    public async Task UpdateEntityAsync_NoETag_IsRefusedBeforeAnythingIsSent()
    {
        var service = StubService.WithEmptyPage();
        var table = new TableClient(azurite.ConnectionString, "unused", service.Options());

        await Assert.ThrowsAsync<ArgumentException>(() => table.UpdateEntityAsync(Row(), default));

        Assert.Empty(service.Requests);
    }

    [Fact]
    public async Task AddEntityAsync_NoRowKey_IsRefusedBeforeAnythingIsSent()
    {
        var service = StubService.WithEmptyPage();
        var table = new TableClient(azurite.ConnectionString, "unused", service.Options());

        await Assert.ThrowsAsync<ArgumentNullException>(() => table.AddEntityAsync(new TableEntity("p", null)));

        Assert.Empty(service.Requests);
    }

    [Fact]
    public async Task DeleteEntityAsync_MissingRow_Is404AsAValue()
    {
        TableClient table = await TableLab.CreateAsync(azurite);
        await table.AddEntityAsync(Row());

        Assert.Equal(204, (await table.DeleteEntityAsync("p", "r")).Status);
        Assert.Equal(404, (await table.DeleteEntityAsync("p", "r")).Status);
    }

    [Fact]
    public async Task DeleteEntityAsync_StaleETag_Throws412AndTheRowStays()
    {
        TableClient table = await TableLab.CreateAsync(azurite);
        await table.AddEntityAsync(Row());
        TableEntity stale = await ReadAsync(table);
        await table.UpsertEntityAsync(Row(("Amount", 1)));

        var exception = await Assert.ThrowsAsync<RequestFailedException>(() => table.DeleteEntityAsync(stale, stale.ETag));

        Assert.Equal(412, exception.Status);
        Assert.Equal(1, (await ReadAsync(table)).GetInt32("Amount"));
    }

    [Fact]
    public async Task EveryMethod_Synchronously_DoesTheSame()
    {
        TableClient table = await TableLab.CreateAsync(azurite);

        ETag etag = table.AddEntity(Row(("A", 1))).Headers.ETag!.Value;
        table.UpdateEntity(Row(("A", 2)), etag);
        table.UpsertEntity(Row(("B", 3)));
        TableEntity row = table.GetEntity<TableEntity>("p", "r");

        Assert.Equal((2, 3), (row.GetInt32("A"), row.GetInt32("B")));
        Assert.Single(table.Query<TableEntity>("PartitionKey eq 'p'"));
        Assert.Single(table.SubmitTransaction([new(TableTransactionActionType.UpsertMerge, Row(("A", 4)))]).Value);
        Assert.Equal(204, table.DeleteEntity(row).Status);
        Assert.False(table.GetEntityIfExists<TableEntity>("p", "r").HasValue);
        Assert.Equal(412, Assert.Throws<RequestFailedException>(() => Stale(table)).Status);
    }

    private static void Stale(TableClient table)
    {
        ETag etag = table.AddEntity(Row()).Headers.ETag!.Value;
        table.UpsertEntity(Row(("A", 1)));
        table.DeleteEntity("p", "r", etag);
    }

    private static TableEntity Row(params (string Name, object Value)[] properties)
    {
        var row = new TableEntity("p", "r");
        foreach ((string name, object value) in properties) row[name] = value;
        return row;
    }

    private static async Task<TableEntity> ReadAsync(TableClient table) => await table.GetEntityAsync<TableEntity>("p", "r");
}
