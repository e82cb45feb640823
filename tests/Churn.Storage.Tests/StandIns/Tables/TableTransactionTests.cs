using Azure;
using Azure.Data.Tables;
using Churn.TestSupport.Azurite;

namespace Churn.Storage.Tests.StandIns.Tables;

[Collection(AzuriteCollection.Name)]
public sealed class TableTransactionTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task SubmitTransactionAsync_EveryKindOfAction_IsApplied()
    {
        TableClient table = await TableLab.CreateAsync(azurite);
        foreach (string key in new[] { "merge", "replace", "delete" }) await table.AddEntityAsync(Row(key, ("Old", 1)));

        await table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, Row("add", ("New", 2))),
            new(TableTransactionActionType.UpdateMerge, Row("merge", ("New", 2)), await ETagAsync(table, "merge")),
            new(TableTransactionActionType.UpdateReplace, Row("replace", ("New", 2)), await ETagAsync(table, "replace")),
            new(TableTransactionActionType.Delete, Row("delete"), await ETagAsync(table, "delete")),
            new(TableTransactionActionType.UpsertMerge, Row("upsert", ("New", 2))),
            new(TableTransactionActionType.UpsertReplace, Row("upsert2", ("New", 2))),
        ]);

        List<TableEntity> rows = await TableLab.ToListAsync(table.QueryAsync<TableEntity>());
        Assert.Equal(["add", "merge", "replace", "upsert", "upsert2"], rows.Select(row => row.RowKey));
        Assert.All(rows, row => Assert.Equal(2, row.GetInt32("New")));
        Assert.Equal(["merge"], rows.Where(row => row.ContainsKey("Old")).Select(row => row.RowKey));
    }

    [Fact]
    public async Task SubmitTransactionAsync_Responses_AreInOrderEachWithItsETag()
    {
        TableClient table = await TableLab.CreateAsync(azurite);
        string[] keys = ["c", "a", "b"];

        Response<IReadOnlyList<Response>> answer = await table.SubmitTransactionAsync(
            keys.Select(key => new TableTransactionAction(TableTransactionActionType.Add, Row(key))));

        Assert.Equal(202, answer.GetRawResponse().Status);
        Assert.Equal([204, 204, 204], answer.Value.Select(response => response.Status));
        foreach ((string key, Response response) in keys.Zip(answer.Value))
            Assert.Equal(await ETagAsync(table, key), response.Headers.ETag);
    }

    [Fact]
    public async Task SubmitTransactionAsync_ConflictInTheMiddle_NamesItAndLeavesNothing()
    {
        TableClient table = await TableLab.CreateAsync(azurite);
        await table.AddEntityAsync(Row("taken"));
        ETag before = await ETagAsync(table, "taken");

        var exception = await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, Row("first")),
            new(TableTransactionActionType.UpsertReplace, Row("second")),
            new(TableTransactionActionType.Add, Row("taken", ("New", 1))),
            new(TableTransactionActionType.Add, Row("fourth")),
        ]));

        Assert.Equal(2, exception.FailedTransactionActionIndex);
        Assert.Equal((409, "EntityAlreadyExists"), (exception.Status, exception.ErrorCode));
        Assert.Equal(["taken"], (await TableLab.ToListAsync(table.QueryAsync<TableEntity>())).Select(row => row.RowKey));
        Assert.Equal(before, await ETagAsync(table, "taken"));
    }

    [Fact]
    public async Task SubmitTransactionAsync_StaleETag_Is412AndLeavesNothing()
    {
        TableClient table = await TableLab.CreateAsync(azurite);
        await table.AddEntityAsync(Row("row", ("Amount", 1)));
        ETag stale = await ETagAsync(table, "row");
        await table.UpsertEntityAsync(Row("row", ("Amount", 2)));

        var exception = await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, Row("event")),
            new(TableTransactionActionType.UpdateReplace, Row("row", ("Amount", 3)), stale),
        ]));

        Assert.Equal(1, exception.FailedTransactionActionIndex);
        Assert.Equal((412, "UpdateConditionNotSatisfied"), (exception.Status, exception.ErrorCode));
        Assert.Equal(2, (await table.GetEntityAsync<TableEntity>("p", "row")).Value.GetInt32("Amount"));
        Assert.False((await table.GetEntityIfExistsAsync<TableEntity>("p", "event")).HasValue);
    }

    [Fact]
    public async Task SubmitTransactionAsync_SameRowTwice_Is400AndLeavesNothing()
    {
        TableClient table = await TableLab.CreateAsync(azurite);

        var exception = await Assert.ThrowsAnyAsync<RequestFailedException>(() => table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.UpsertMerge, Row("same")),
            new(TableTransactionActionType.UpsertMerge, Row("same")),
        ]));

        Assert.Equal((400, "InvalidDuplicateRow"), (exception.Status, exception.ErrorCode));
        Assert.Empty(await TableLab.ToListAsync(table.QueryAsync<TableEntity>()));
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public async Task SubmitTransactionAsync_AHundredActions_AreTheMost(int count, bool accepted)
    {
        TableClient table = await TableLab.CreateAsync(azurite);
        IEnumerable<TableTransactionAction> actions = Enumerable.Range(0, count)
            .Select(i => new TableTransactionAction(TableTransactionActionType.Add, Row($"{i:D3}")));

        if (accepted) Assert.Equal(count, (await table.SubmitTransactionAsync(actions)).Value.Count);
        else await AssertRefusedAsync(table, actions);

        Assert.Equal(accepted ? count : 0, (await TableLab.ToListAsync(table.QueryAsync<TableEntity>())).Count);
    }

    [Fact]
    public async Task SubmitTransactionAsync_NoActions_IsRefusedBeforeAnythingIsSent()
    {
        var service = StubService.WithEmptyPage();
        var table = new TableClient("UseDevelopmentStorage=true", "orders", service.Options());

        await Assert.ThrowsAsync<InvalidOperationException>(() => table.SubmitTransactionAsync([]));

        Assert.Empty(service.Requests);
    }

    [Fact]
    public void TableTransactionFailedException_OfAFake_ReadsTheIndexFromTheData()
    {
        var failure = new RequestFailedException(409, "taken", "EntityAlreadyExists", null);
        failure.Data["FailedEntity"] = "7";

        var exception = new TableTransactionFailedException(failure);

        Assert.Equal(7, exception.FailedTransactionActionIndex);
        Assert.Equal((409, "EntityAlreadyExists"), (exception.Status, exception.ErrorCode));
        Assert.Null(new TableTransactionFailedException(new RequestFailedException(500, "")).FailedTransactionActionIndex);
    }

    // Azurite's answer to too many actions is malformed multipart, so a client may complain of that instead of the status.
    private static async Task AssertRefusedAsync(TableClient table, IEnumerable<TableTransactionAction> actions)
    {
        Exception exception = await Assert.ThrowsAnyAsync<Exception>(() => table.SubmitTransactionAsync(actions));
        if (exception is RequestFailedException failure) Assert.Equal(400, failure.Status);
    }

    private static TableEntity Row(string rowKey, params (string Name, object Value)[] properties)
    {
        var row = new TableEntity("p", rowKey);
        foreach ((string name, object value) in properties) row[name] = value;
        return row;
    }

    private static async Task<ETag> ETagAsync(TableClient table, string rowKey) =>
        (await table.GetEntityAsync<TableEntity>("p", rowKey)).Value.ETag;
}
