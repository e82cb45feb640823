using System.Globalization;
using Azure.Data.Tables;
using Churn.Storage.Memory;
using Microsoft.Extensions.Time.Testing;
using Kind = Azure.Data.Tables.TableTransactionActionType;

namespace Churn.Storage.Tests.Memory;

/// <summary>Tests, beside the contract, what Azure refuses and Azurite lets pass.</summary>
public sealed class MemoryTableClientTests : TableClientContract
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(Now);

    public MemoryTableClientTests() => Service = new MemoryTableServiceClient(_time);

    protected override TableServiceClient Service { get; }

    [Fact]
    public async Task SubmitTransactionAsync_TwoPartitions_IsRefused()
    {
        var table = await CreateAsync();

        await RefusesAsync(
            400,
            "CommandsInBatchActOnDifferentPartitions",
            () => table.SubmitTransactionAsync([Act(Kind.Add, "a"), new(Kind.Add, ContractRow.Of("q", "b"))]));

        Assert.Empty(await RowsAsync(table, null));
    }

    [Fact]
    public async Task SubmitTransactionAsync_MoreThan4MiB_IsRefused()
    {
        var table = await CreateAsync();
        var text = new string('x', 32 * 1024);

        await RefusesAsync(413, "RequestBodyTooLarge", () => table.SubmitTransactionAsync(
            Enumerable.Range(0, 64).Select(i => new TableTransactionAction(Kind.Add, ContractRow.Of("p", $"{i}", text)))));
    }

    [Fact]
    public async Task SubmitTransactionAsync_MoreThanAHundredActions_IsAnInvalidInput()
    {
        var table = await CreateAsync();

        await RefusesAsync(
            400, "InvalidInput", () => table.SubmitTransactionAsync(Enumerable.Range(0, 101).Select(i => Act(Kind.Add, $"{i}"))));
    }

    [Fact]
    public async Task AddEntityAsync_MoreThan252Columns_IsRefused()
    {
        var table = await CreateAsync();
        var row = new TableEntity("p", "r");
        Enumerable.Range(0, 252).ToList().ForEach(i => row[$"C{i}"] = i);
        await table.AddEntityAsync(row);
        row["OneMore"] = 1;

        await RefusesAsync(400, "TooManyProperties", () => table.UpsertEntityAsync(row));
    }

    [Fact]
    public async Task UpsertEntityAsync_MergedToMoreThan252Columns_IsRefused()
    {
        var table = await CreateAsync();
        var row = new TableEntity("p", "r");
        Enumerable.Range(0, 252).ToList().ForEach(i => row[$"C{i}"] = i);
        await table.AddEntityAsync(row);

        await RefusesAsync(400, "TooManyProperties", () => table.UpsertEntityAsync(new TableEntity("p", "r") { ["OneMore"] = 1 }));
    }

    [Fact]
    public async Task AddEntityAsync_MoreThan1MiB_IsRefused()
    {
        var table = await CreateAsync();
        var row = new TableEntity("p", "r");
        Enumerable.Range(0, 16).ToList().ForEach(i => row[$"C{i}"] = new string('x', 32 * 1024));

        await RefusesAsync(400, "EntityTooLarge", () => table.AddEntityAsync(row));
    }

    [Fact]
    public async Task AddEntityAsync_ATimeBefore1601_IsRefused()
    {
        var table = await CreateAsync();

        await RefusesAsync(400, "OutOfRangeInput", () => table.AddEntityAsync(Row("p", "r", row => row.Time = DateTimeOffset.MinValue)));
    }

    [Fact]
    public async Task GetEntityAsync_ADoubleThatIsWhole_StaysADouble()
    {
        var table = await CreateAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["Real"] = 2.0 });

        Assert.Equal(2.0, Assert.IsType<double>((await table.GetEntityAsync<TableEntity>("p", "r")).Value["Real"]));
        Assert.Equal(["r"], await RowsAsync(table, "Real eq 2.0"));
    }

    [Fact]
    public async Task GetTableClient_NameInAnotherCase_IsTheSameTable()
    {
        var table = await CreateAsync();
        await table.AddEntityAsync(ContractRow.Of("p", "r"));

        Assert.Equal(["r"], await RowsAsync(Service.GetTableClient(table.Name.ToUpperInvariant()), null));
    }

    [Fact]
    public async Task Timestamp_OfAWrite_IsTheClocks()
    {
        var table = await CreateAsync();
        await table.AddEntityAsync(ContractRow.Of("p", "a"));
        _time.Advance(TimeSpan.FromHours(1));
        await table.AddEntityAsync(ContractRow.Of("p", "b"));

        Assert.Equal([Now, Now.AddHours(1)], await table.QueryAsync<ContractRow>().Select(row => row.Timestamp!.Value).ToListAsync());
        Assert.Equal(["b"], await RowsAsync(table, TableClient.CreateQueryFilter($"Timestamp gt {Now}")));
    }

    [Fact]
    public async Task ReadRows_ChangedAfterwards_LeaveTheTableAsItWas()
    {
        var table = await CreateAsync();
        var bytes = new byte[] { 1 };
        await table.AddEntityAsync(Row("p", "r", row => row.Bytes = bytes));
        bytes[0] = 2;

        (await table.GetEntityAsync<ContractRow>("p", "r")).Value.Bytes[0] = 3;

        Assert.Equal([1], (await table.GetEntityAsync<ContractRow>("p", "r")).Value.Bytes);
    }

    [Fact]
    public async Task CallsThatNoStoreMakes_FailAndSaySo()
    {
        var table = await CreateAsync();

        Assert.Throws<NotSupportedException>(() => table.AddEntity(ContractRow.Of("p", "r")));
        await Assert.ThrowsAsync<NotSupportedException>(() => table.GetAccessPoliciesAsync());
    }

    [Fact]
    public async Task QueryAsync_KeysOfOnePartitionAmongMany_FindsOnlyThose()
    {
        var table = await CreateAsync();
        for (var i = 0; i < 2_000; i++)
        {
            await table.AddEntityAsync(ContractRow.Of($"p{i % 10}", i.ToString("d5", CultureInfo.InvariantCulture)));
        }

        var found = await RowsAsync(table, "PartitionKey eq 'p3' and RowKey ge '01003' and RowKey lt '01023'");

        Assert.Equal(["01003", "01013"], found);
    }
}
