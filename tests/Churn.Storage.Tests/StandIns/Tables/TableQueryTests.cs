using System.Net;
using Azure;
using Azure.Data.Tables;
using Churn.TestSupport.Azurite;

namespace Churn.Storage.Tests.StandIns.Tables;

[Collection(AzuriteCollection.Name)]
public sealed class TableQueryTests(AzuriteFixture azurite)
{
    private static readonly DateTimeOffset Day = new(2024, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task QueryAsync_FiltersOfEveryType_FindTheRowsAndNoOthers()
    {
        TableClient table = await TableLab.CreateAsync(azurite);
        for (int i = 0; i < 5; i++) await table.AddEntityAsync(Row(i));
        Guid id = Row(3).Id;
        byte[] bytes = [3, 3];

        Assert.Equal("3,4", await RowsAsync(table, $"Number ge {3}"));
        Assert.Equal("0,1", await RowsAsync(table, $"Long lt {10_000_000_002L}"));
        Assert.Equal("2,3,4", await RowsAsync(table, $"Double gt {1.75}"));
        Assert.Equal("0,2,4", await RowsAsync(table, $"Flag eq {true}"));
        Assert.Equal("4", await RowsAsync(table, $"Time gt {Day.AddDays(3)}"));
        Assert.Equal("3", await RowsAsync(table, $"Id eq {id}"));
        Assert.Equal("3", await RowsAsync(table, $"Bytes eq {bytes}"));
        Assert.Equal("2", await RowsAsync(table, $"Text eq {"it's 2%+"}"));
        Assert.Equal("1,2", await RowsAsync(table, $"PartitionKey eq {"p"} and RowKey ge {"1"} and RowKey lt {"3"}"));
        Assert.Equal("", await RowsAsync(table, $"PartitionKey eq {"q"}"));
    }

    [Fact]
    public async Task QueryAsync_Expressions_FindTheRowsAndNoOthers()
    {
        TableClient table = await TableLab.CreateAsync(azurite);
        for (int i = 0; i < 5; i++) await table.AddEntityAsync(Row(i));
        string from = "1";

        Assert.Equal("1,2", Keys(await TableLab.ToListAsync(table.QueryAsync<EveryTypeEntity>(
            e => e.PartitionKey == "p" && e.RowKey.CompareTo(from) >= 0 && string.Compare(e.RowKey, "3") < 0))));
        Assert.Equal("0,4", Keys(await TableLab.ToListAsync(table.QueryAsync<EveryTypeEntity>(e => e.Number == 0 || e.Long >= 10_000_000_004))));
        Assert.Equal("1,3", Keys(await TableLab.ToListAsync(table.QueryAsync<EveryTypeEntity>(e => !e.Flag))));
        Assert.Equal("2,4", Keys(await TableLab.ToListAsync(table.QueryAsync<EveryTypeEntity>(e => e.Flag && !(e.Number < 1)))));
    }

    [Fact]
    public async Task QueryAsync_Select_BringsOnlyThoseProperties()
    {
        TableClient table = await TableLab.CreateAsync(azurite);
        await table.AddEntityAsync(Row(1));

        TableEntity row = Assert.Single(await TableLab.ToListAsync(table.QueryAsync<TableEntity>("", select: ["RowKey", "Number"])));

        Assert.Equal(("1", 1), (row.RowKey, row.GetInt32("Number")));
        Assert.False(row.ContainsKey("Text"));
    }

    [Fact]
    public async Task QueryAsync_MoreThanAThousandRows_BringsEachOnceInOrder()
    {
        const int count = 2_150;
        TableClient table = await TableLab.CreateAsync(azurite);
        await FillAsync(table, count);

        var pages = await TableLab.ToListAsync(table.QueryAsync<TableEntity>(e => e.PartitionKey == "p").AsPages());
        List<string> synchronous = [.. table.Query<TableEntity>(e => e.PartitionKey == "p").Select(row => row.RowKey)];

        Assert.Equal([1_000, 1_000, 150], pages.Select(page => page.Values.Count));
        IEnumerable<string> expected = Enumerable.Range(0, count).Select(Key);
        Assert.Equal(expected, pages.SelectMany(page => page.Values).Select(row => row.RowKey));
        Assert.Equal(expected, synchronous);
    }

    [Fact]
    public async Task AsPages_TokenOfAnEarlierQuery_GoesOnWhereThatStopped()
    {
        TableClient table = await TableLab.CreateAsync(azurite);
        await FillAsync(table, 25);
        Page<TableEntity> first = await FirstPageAsync(table.QueryAsync<TableEntity>(maxPerPage: 10).AsPages());

        List<Page<TableEntity>> rest = await TableLab.ToListAsync(
            table.QueryAsync<TableEntity>(maxPerPage: 10).AsPages(first.ContinuationToken));
        List<Page<TableEntity>> smaller = await TableLab.ToListAsync(
            table.QueryAsync<TableEntity>(maxPerPage: 10).AsPages(first.ContinuationToken, 5));

        Assert.Equal(Key(9), first.Values[^1].RowKey);
        Assert.Equal([10, 5], rest.Select(page => page.Values.Count));
        Assert.Equal(Key(10), rest[0].Values[0].RowKey);
        Assert.Null(rest[^1].ContinuationToken);
        Assert.Equal(3, smaller.Count);
    }

    [Fact]
    public async Task QueryAsync_EmptyPagesWithATokenBetween_GoesOnToTheEnd()
    {
        var service = new StubService(
            () => Page("", "1!8!cA--", "1!4!cg--"),
            () => Page("", "1!8!cQ--", null),
            () => Page("""{"PartitionKey":"p","RowKey":"last"}""", null, null));
        var table = new TableClient("UseDevelopmentStorage=true", "orders", service.Options());

        List<TableEntity> rows = await TableLab.ToListAsync(table.QueryAsync<TableEntity>());

        Assert.Equal("last", Assert.Single(rows).RowKey);
        Assert.Equal(3, service.Requests.Count);
        string second = Uri.UnescapeDataString(service.Requests[1].RequestUri!.Query);
        Assert.Contains("NextPartitionKey=1!8!cA--", second, StringComparison.Ordinal);
        Assert.Contains("NextRowKey=1!4!cg--", second, StringComparison.Ordinal);
        Assert.DoesNotContain("NextRowKey", service.Requests[2].RequestUri!.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task QueryAsync_MissingTable_Throws404()
    {
        var table = new TableClient(azurite.ConnectionString, TableLab.NewName());

        var exception = await Assert.ThrowsAsync<RequestFailedException>(() => TableLab.ToListAsync(table.QueryAsync<TableEntity>()));

        Assert.Equal(404, exception.Status);
    }

    private static EveryTypeEntity Row(int i) => new()
    {
        RowKey = $"{i}",
        Number = i,
        Long = 10_000_000_000 + i,
        Double = i + 0.5,
        Flag = i % 2 == 0,
        Time = Day.AddDays(i),
        Id = new Guid(i, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]),
        Bytes = [3, (byte)i],
        Text = $"it's {i}%+",
    };

    private static string Key(int i) => $"{i:D6}";

    private static async Task FillAsync(TableClient table, int count)
    {
        foreach (int[] chunk in Enumerable.Range(0, count).Chunk(100))
            await table.SubmitTransactionAsync(chunk.Select(i => new TableTransactionAction(
                TableTransactionActionType.Add, new TableEntity("p", Key(i)))));
    }

    private static async Task<string> RowsAsync(TableClient table, FormattableString filter) =>
        Keys(await TableLab.ToListAsync(table.QueryAsync<EveryTypeEntity>(TableClient.CreateQueryFilter(filter))));

    private static string Keys(IEnumerable<EveryTypeEntity> rows) => string.Join(',', rows.Select(row => row.RowKey));

    private static async Task<Page<T>> FirstPageAsync<T>(IAsyncEnumerable<Page<T>> pages)
        where T : notnull
    {
        await foreach (Page<T> page in pages) return page;
        throw new InvalidOperationException("There was no page.");
    }

    private static HttpResponseMessage Page(string rows, string? nextPartition, string? nextRow)
    {
        HttpResponseMessage response = StubService.Json($$"""{"value":[{{rows}}]}""", HttpStatusCode.OK);
        if (nextPartition is not null) response.Headers.Add("x-ms-continuation-NextPartitionKey", nextPartition);
        if (nextRow is not null) response.Headers.Add("x-ms-continuation-NextRowKey", nextRow);
        return response;
    }
}
