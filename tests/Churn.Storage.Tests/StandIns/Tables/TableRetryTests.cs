using System.Net;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Churn.TestSupport.Azurite;

namespace Churn.Storage.Tests.StandIns.Tables;

/// <summary>What a repeated request does when the first one was carried out and only its reply was lost.</summary>
[Collection(AzuriteCollection.Name)]
public sealed class TableRetryTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task AddEntityAsync_ReplyLost_IsRepeatedAndSays409WithOneRowThere()
    {
        TableClient table = await TableLab.CreateAsync(azurite);
        var lost = new LostReplyPolicy();

        var exception = await Assert.ThrowsAsync<RequestFailedException>(
            () => TableLab.Again(azurite, table, TableLab.Options(lost)).AddEntityAsync(Row(1)));

        Assert.Equal((409, 2), (exception.Status, lost.Tries));
        Assert.Equal(1, await AmountAsync(table));
    }

    [Fact]
    public async Task UpdateEntityAsync_ReplyLost_IsRepeatedAndSays412WithTheUpdateDoneOnce()
    {
        TableClient table = await TableLab.CreateAsync(azurite);
        ETag etag = (await table.AddEntityAsync(Row(1))).Headers.ETag!.Value;
        var lost = new LostReplyPolicy();

        var exception = await Assert.ThrowsAsync<RequestFailedException>(
            () => TableLab.Again(azurite, table, TableLab.Options(lost)).UpdateEntityAsync(Row(2), etag, TableUpdateMode.Replace));

        Assert.Equal((412, 2), (exception.Status, lost.Tries));
        Assert.Equal(2, await AmountAsync(table));
    }

    [Fact]
    public async Task UpsertEntityAsync_ReplyLost_IsRepeatedAndSucceeds()
    {
        TableClient table = await TableLab.CreateAsync(azurite);
        var lost = new LostReplyPolicy();

        await TableLab.Again(azurite, table, TableLab.Options(lost)).UpsertEntityAsync(Row(3));

        Assert.Equal((2, 3), (lost.Tries, await AmountAsync(table)));
    }

    [Fact]
    public async Task DeleteEntityAsync_ReplyLost_IsRepeatedAndSays404AsAValue()
    {
        TableClient table = await TableLab.CreateAsync(azurite);
        await table.AddEntityAsync(Row(1));
        var lost = new LostReplyPolicy();

        Response response = await TableLab.Again(azurite, table, TableLab.Options(lost)).DeleteEntityAsync("p", "r");

        Assert.Equal((404, 2), (response.Status, lost.Tries));
    }

    [Fact]
    public async Task SubmitTransactionAsync_ReplyLost_IsRepeatedAndSays409WithEachRowThereOnce()
    {
        TableClient table = await TableLab.CreateAsync(azurite);
        var lost = new LostReplyPolicy();

        var exception = await Assert.ThrowsAsync<TableTransactionFailedException>(
            () => TableLab.Again(azurite, table, TableLab.Options(lost)).SubmitTransactionAsync(
            [
                new(TableTransactionActionType.UpsertReplace, new TableEntity("p", "other")),
                new(TableTransactionActionType.Add, Row(4)),
            ]));

        Assert.Equal((409, 1, 2), (exception.Status, exception.FailedTransactionActionIndex, lost.Tries));
        Assert.Equal(2, (await TableLab.ToListAsync(table.QueryAsync<TableEntity>())).Count);
    }

    [Fact]
    public void AddEntity_ReplyLostSynchronously_DoesTheSame()
    {
        var service = new TableServiceClient(azurite.ConnectionString, TableLab.Options());
        TableClient table = service.GetTableClient(TableLab.NewName());
        table.Create();
        var lost = new LostReplyPolicy();

        var exception = Assert.Throws<RequestFailedException>(
            () => TableLab.Again(azurite, table, TableLab.Options(lost)).AddEntity(Row(1)));

        Assert.Equal((409, 2), (exception.Status, lost.Tries));
    }

    [Fact]
    public async Task AddPolicy_PerCallAndPerRetry_SeeTheCallOnceAndEachTry()
    {
        var service = new StubService(
            () => StubService.Json("""{"odata.error":{"code":"ServerBusy"}}""", HttpStatusCode.ServiceUnavailable),
            () => StubService.Json("""{"odata.error":{"code":"OperationTimedOut"}}""", HttpStatusCode.InternalServerError),
            () => StubService.Json("""{"PartitionKey":"p","RowKey":"r"}"""));
        var perCall = new CountingPolicy();
        var perRetry = new CountingPolicy();
        TableClientOptions options = service.Options();
        options.AddPolicy(perCall, HttpPipelinePosition.PerCall);
        options.AddPolicy(perRetry, HttpPipelinePosition.PerRetry);
        TableClient table = new TableServiceClient("UseDevelopmentStorage=true", options).GetTableClient("orders");

        await table.GetEntityAsync<TableEntity>("p", "r");

        Assert.Equal((1, 3), (perCall.Count, perRetry.Count));
    }

    [Fact]
    public async Task GetEntityAsync_ServerBusyToTheEnd_ThrowsItsStatusAndCode()
    {
        var service = new StubService(() => StubService.Json("""{"odata.error":{"code":"ServerBusy"}}""", HttpStatusCode.ServiceUnavailable));
        TableClientOptions options = service.Options();
        options.Retry.MaxRetries = 2;
        var table = new TableClient("UseDevelopmentStorage=true", "orders", options);

        var exception = await Assert.ThrowsAsync<RequestFailedException>(() => table.GetEntityIfExistsAsync<TableEntity>("p", "r"));

        Assert.Equal((503, "ServerBusy", 3), (exception.Status, exception.ErrorCode, service.Requests.Count));
    }

    [Fact]
    public async Task GetEntityAsync_Cancelled_ThrowsAndSendsNothing()
    {
        var service = StubService.WithEmptyPage();
        var table = new TableClient("UseDevelopmentStorage=true", "orders", service.Options());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => table.GetEntityAsync<TableEntity>("p", "r", cancellationToken: new CancellationToken(true)));

        Assert.Empty(service.Requests);
    }

    private static TableEntity Row(int amount) => new("p", "r") { ["Amount"] = amount };

    private static async Task<int?> AmountAsync(TableClient table) =>
        (await table.GetEntityAsync<TableEntity>("p", "r")).Value.GetInt32("Amount");

    private sealed class CountingPolicy : HttpPipelineSynchronousPolicy
    {
        public int Count { get; private set; }

        public override void OnSendingRequest(HttpMessage message) => Count++;
    }
}
