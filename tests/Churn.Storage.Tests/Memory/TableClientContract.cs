using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Churn.Testing.Azurite;
using Kind = Azure.Data.Tables.TableTransactionActionType;

namespace Churn.Storage.Tests.Memory;

/// <summary>Makes every call to tables that the stores make, on the tables in memory and on those of Azurite.</summary>
public abstract class TableClientContract
{
    private static readonly DateTimeOffset SomeTime = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid SomeId = new("6f1c1a9e-58a2-4a4b-8d4c-0a1b2c3d4e5f");

    private static int _tables;

    protected abstract TableServiceClient Service { get; }

    [Fact]
    public async Task AddEntityAsync_EveryTypeOfColumn_IsReadAsItWasWritten()
    {
        var table = await CreateAsync();
        var written = new ContractRow
        {
            PartitionKey = "p",
            RowKey = "r",
            Text = "ä 'quoted' \n 😀",
            Number = int.MinValue,
            OptionalNumber = 7,
            Long = long.MaxValue,
            Real = 0.1,
            Flag = true,
            Time = new DateTimeOffset(2026, 11, 22, 13, 0, 0, TimeSpan.FromHours(1)).AddTicks(1_234_567),
            Id = SomeId,
            Bytes = [0, 1, 255],
        };

        await table.AddEntityAsync(written);

        var read = (await table.GetEntityAsync<ContractRow>("p", "r")).Value;
        Assert.NotNull(read.Timestamp);
        Assert.NotEqual(default, read.ETag);
        Assert.Equal(TimeSpan.Zero, read.Time.Offset);
        (written.Timestamp, written.ETag) = (read.Timestamp, read.ETag);
        Assert.Equivalent(written, read, strict: true);
    }

    [Fact]
    public async Task GetEntityAsync_AsADictionary_HoldsTheColumnsThatHaveAValue()
    {
        var table = await CreateAsync();
        await table.AddEntityAsync(new TableEntity("p", "r")
        {
            ["A"] = 1, ["B"] = null, ["C"] = 2L, ["D"] = "d", ["E"] = new byte[] { 1 }, ["F"] = SomeTime,
        });

        var read = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;

        Assert.Equal("A C D E F PartitionKey RowKey Timestamp odata.etag", string.Join(' ', read.Keys.Order(StringComparer.Ordinal)));
        Assert.Equal((1, 2L, "d", SomeTime), (read["A"], read["C"], read["D"], read["F"]));
        Assert.Equal([1], Assert.IsType<byte[]>(read["E"]));
    }

    [Fact]
    public async Task GetEntityAsync_ColumnsThatTheTypeLacksOrTheRowLacks_AreLeftOut()
    {
        var table = await CreateAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["Text"] = "t", ["Elsewhere"] = 1 });

        var read = (await table.GetEntityAsync<ContractRow>("p", "r")).Value;

        Assert.Equal(("t", 0, null, ContractRow.Of("", "").Time), (read.Text, read.Number, read.OptionalText, read.Time));
    }

    [Fact]
    public async Task AddEntityAsync_ARowThatIsThere_IsAConflict()
    {
        var table = await CreateAsync();
        await table.AddEntityAsync(ContractRow.Of("p", "r", "first"));

        await RefusesAsync(409, "EntityAlreadyExists", () => table.AddEntityAsync(ContractRow.Of("p", "r", "second")));

        Assert.Equal("first", (await table.GetEntityAsync<ContractRow>("p", "r")).Value.Text);
    }

    [Fact]
    public async Task GetEntityAsync_NoSuchRow_IsNotFound()
    {
        var table = await CreateAsync();

        await RefusesAsync(404, "ResourceNotFound", () => table.GetEntityAsync<ContractRow>("p", "r"));
        Assert.False((await table.GetEntityIfExistsAsync<ContractRow>("p", "r")).HasValue);
    }

    [Fact]
    public async Task EveryCall_NoSuchTable_SaysSo()
    {
        var table = Service.GetTableClient("NoSuchTable");

        await RefusesAsync(404, "TableNotFound", () => table.GetEntityAsync<ContractRow>("p", "r"));
        await RefusesAsync(404, "TableNotFound", () => table.AddEntityAsync(ContractRow.Of("p", "r")));
        await RefusesAsync(404, "TableNotFound", () => table.UpsertEntityAsync(ContractRow.Of("p", "r")));
        await RefusesAsync(404, "TableNotFound", () => table.UpdateEntityAsync(ContractRow.Of("p", "r"), ETag.All));
        await RefusesAsync(404, "TableNotFound", () => table.QueryAsync<ContractRow>().ToListAsync().AsTask());
        await RefusesAsync(404, "TableNotFound", () => table.SubmitTransactionAsync([Act(Kind.Add, "r")]));
        Assert.False((await table.GetEntityIfExistsAsync<ContractRow>("p", "r")).HasValue);
        Assert.Equal(404, (await table.DeleteEntityAsync("p", "r")).Status);
    }

    [Fact]
    public async Task UpdateEntityAsync_WithTheRowsETag_WritesAndGivesTheNextETag()
    {
        var table = await CreateAsync();
        var added = (await table.AddEntityAsync(ContractRow.Of("p", "r", "first"))).Headers.ETag!.Value;
        Assert.Equal(added, (await table.GetEntityAsync<ContractRow>("p", "r")).Value.ETag);

        var response = await table.UpdateEntityAsync(ContractRow.Of("p", "r", "second"), added, TableUpdateMode.Replace);
        var updated = response.Headers.ETag!.Value;

        var read = (await table.GetEntityAsync<ContractRow>("p", "r")).Value;
        Assert.Equal(("second", updated), (read.Text, read.ETag));
        Assert.NotEqual(added, updated);
        Assert.Equal(updated, new ETag(updated.ToString()));
    }

    [Fact]
    public async Task UpdateEntityAsync_WithAnETagOfBefore_IsRefused()
    {
        var table = await CreateAsync();
        var added = (await table.AddEntityAsync(ContractRow.Of("p", "r", "first"))).Headers.ETag!.Value;
        await table.UpsertEntityAsync(ContractRow.Of("p", "r", "second"));

        var third = ContractRow.Of("p", "r", "third");
        await RefusesAsync(412, "UpdateConditionNotSatisfied", () => table.UpdateEntityAsync(third, added, TableUpdateMode.Merge));
        await RefusesAsync(412, "UpdateConditionNotSatisfied", () => table.UpdateEntityAsync(third, added, TableUpdateMode.Replace));
        await RefusesAsync(412, "UpdateConditionNotSatisfied", () => table.DeleteEntityAsync("p", "r", added));

        Assert.Equal("second", (await table.GetEntityAsync<ContractRow>("p", "r")).Value.Text);
    }

    [Fact]
    public async Task UpdateEntityAsync_NoSuchRow_IsNotFound()
    {
        var table = await CreateAsync();

        var row = ContractRow.Of("p", "r");
        await RefusesAsync(404, "ResourceNotFound", () => table.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Replace));
        await RefusesAsync(404, "ResourceNotFound", () => table.UpdateEntityAsync(row, new ETag("W/\"1\""), TableUpdateMode.Merge));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Write_MergeOrReplace_KeepsOrDropsTheOtherColumns(bool upsert)
    {
        var table = await CreateAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1, ["B"] = 1 });

        await WriteAsync(new TableEntity("p", "r") { ["B"] = 2, ["C"] = 2, ["A"] = null }, TableUpdateMode.Merge);
        Assert.Equal("A=1 B=2 C=2", await DumpAsync());

        await WriteAsync(new TableEntity("p", "r") { ["C"] = 3 }, TableUpdateMode.Replace);
        Assert.Equal("C=3", await DumpAsync());

        Task WriteAsync(TableEntity row, TableUpdateMode mode) =>
            upsert ? table.UpsertEntityAsync(row, mode) : table.UpdateEntityAsync(row, ETag.All, mode);

        async Task<string> DumpAsync()
        {
            var columns = (await table.GetEntityAsync<TableEntity>("p", "r")).Value.Where(column => column.Key.Length == 1);
            return string.Join(' ', columns.OrderBy(column => column.Key).Select(column => $"{column.Key}={column.Value}"));
        }
    }

    [Fact]
    public async Task UpsertEntityAsync_NoSuchRow_Inserts()
    {
        var table = await CreateAsync();

        await table.UpsertEntityAsync(ContractRow.Of("p", "merge", "a"), TableUpdateMode.Merge);
        await table.UpsertEntityAsync(ContractRow.Of("p", "replace", "b"), TableUpdateMode.Replace);

        Assert.Equal(["merge", "replace"], await RowsAsync(table, null));
    }

    [Fact]
    public async Task DeleteEntityAsync_WithOrWithoutAnETag_Deletes()
    {
        var table = await CreateAsync();
        var etag = (await table.AddEntityAsync(ContractRow.Of("p", "1"))).Headers.ETag!.Value;
        await table.AddEntityAsync(ContractRow.Of("p", "2"));

        Assert.Equal(204, (await table.DeleteEntityAsync("p", "1", etag)).Status);
        Assert.Equal(204, (await table.DeleteEntityAsync("p", "2")).Status);
        Assert.Equal(404, (await table.DeleteEntityAsync("p", "2", ETag.All)).Status);

        Assert.Empty(await RowsAsync(table, null));
    }

    [Fact]
    public async Task QueryAsync_RowsInAnyOrder_ComeInTheOrderOfTheirKeys()
    {
        var table = await CreateAsync();
        foreach (var key in "b1 ab aB a10 a2 Az aä a ab: ab;".Split(' '))
        {
            await table.AddEntityAsync(ContractRow.Of(key[..1], key[1..]));
        }

        var keys = await table.QueryAsync<ContractRow>().Select(row => row.PartitionKey + row.RowKey).ToListAsync();
        Assert.Equal("Az a a10 a2 aB ab ab: ab; aä b1", string.Join(' ', keys));
    }

    [Fact]
    public async Task QueryAsync_MoreRowsThanAPage_GoesOnWhereItEnded()
    {
        var table = await CreateAsync();
        for (var from = 0; from < 1_100; from += 100)
        {
            await table.SubmitTransactionAsync(
                Enumerable.Range(from, 100).Select(i => Act(Kind.Add, i.ToString("d5", CultureInfo.InvariantCulture))));
        }

        var pages = await table.QueryAsync<ContractRow>("PartitionKey eq 'p' and RowKey ge '00050'").AsPages().ToListAsync();
        var small = await table.QueryAsync<ContractRow>(maxPerPage: 500).AsPages().ToListAsync();
        var rest = await table.QueryAsync<ContractRow>(maxPerPage: 500).AsPages(small[1].ContinuationToken, 60).ToListAsync();

        Assert.Equal([1_000, 50], pages.Select(page => page.Values.Count));
        Assert.Equal(("00050", "01099"), (pages[0].Values[0].RowKey, pages[1].Values[^1].RowKey));
        Assert.Null(pages[1].ContinuationToken);
        Assert.Equal([500, 500, 100], small.Select(page => page.Values.Count));
        Assert.Equal([60, 40], rest.Select(page => page.Values.Count));
        Assert.Equal("01000", rest[0].Values[0].RowKey);
    }

    [Fact]
    public async Task QueryAsync_RowsWrittenBetweenTwoPages_AreSeenWhenTheyLieAhead()
    {
        var table = await CreateAsync();
        foreach (var row in (string[])["b", "d"])
        {
            await table.AddEntityAsync(ContractRow.Of("p", row));
        }

        var seen = new List<string>();
        await foreach (var page in table.QueryAsync<ContractRow>(maxPerPage: 1).AsPages())
        {
            seen.AddRange(page.Values.Select(row => row.RowKey));
            if (seen.Count == 1)
            {
                await table.AddEntityAsync(ContractRow.Of("p", "a"));
                await table.AddEntityAsync(ContractRow.Of("p", "e"));
            }
        }

        Assert.Equal(["b", "d", "e"], seen);
    }

    [Fact]
    public async Task QueryAsync_SelectedColumns_HoldsNoOthers()
    {
        var table = await CreateAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1, ["B"] = 2 });

        var keys = await table.QueryAsync<TableEntity>(select: ["RowKey", "B", "Missing"]).SingleAsync();
        var typed = await table.QueryAsync<ContractRow>(select: ["RowKey"]).SingleAsync();
        var one = (await table.GetEntityAsync<TableEntity>("p", "r", ["A"])).Value;

        Assert.Equal(("r", 2), (keys.RowKey, keys.GetInt32("B")));
        Assert.False(keys.ContainsKey("A"));
        Assert.Equal("r", typed.RowKey);
        Assert.Equal((1, false), (one.GetInt32("A"), one.ContainsKey("B")));
    }

    [Theory]
    [InlineData("PartitionKey eq 'p'", "a b c d")]
    [InlineData("PartitionKey eq 'p' and RowKey ge 'b' and RowKey lt 'd'", "b c")]
    [InlineData("PartitionKey eq 'p' and RowKey gt 'b' and RowKey le 'd'", "c d")]
    [InlineData("RowKey ge 'c'", "c d e")]
    [InlineData("PartitionKey gt 'p'", "e")]
    [InlineData("PartitionKey ge 'p' and PartitionKey lt 'q'", "a b c d")]
    [InlineData("PartitionKey eq 'p' and PartitionKey eq 'q'", "")]
    [InlineData("PartitionKey eq 'p' and RowKey ge 'd' and RowKey le 'a'", "")]
    [InlineData("PartitionKey eq 'p' and (RowKey eq 'a' or RowKey eq 'd')", "a d")]
    [InlineData("PartitionKey eq 'q' or RowKey eq 'a'", "a e")]
    [InlineData("not (RowKey eq 'a')", "b c d e")]
    [InlineData("RowKey ne 'a' and not (RowKey eq 'b')", "c d e")]
    [InlineData("RowKey eq 'a' or RowKey eq 'b' and PartitionKey eq 'q'", "a")]
    [InlineData("Number eq 3", "b")]
    [InlineData("Number gt -2 and Number lt 3", "a")]
    [InlineData("Long ge 4L", "c")]
    [InlineData("Flag eq true", "d")]
    [InlineData("Real gt 1.5", "b")]
    [InlineData("Text eq 'it''s'", "c")]
    [InlineData("Missing eq 1", "")]
    public async Task QueryAsync_Filter_FindsTheRows(string filter, string rows)
    {
        var table = await CreateAsync();
        ContractRow[] all =
        [
            Row("p", "a", row => row.Number = -1),
            Row("p", "b", row => (row.Number, row.Real) = (3, 1.75)),
            Row("p", "c", row => (row.Long, row.Text, row.Number) = (4, "it's", -5)),
            Row("p", "d", row => (row.Flag, row.Number) = (true, 5)),
            Row("q", "e", row => row.Number = 7),
        ];
        foreach (var row in all)
        {
            await table.AddEntityAsync(row);
        }

        Assert.Equal(rows, string.Join(' ', await RowsAsync(table, filter)));
    }

    [Fact]
    public async Task QueryAsync_FilterByTheLibrary_FindsValuesOfEveryType()
    {
        var table = await CreateAsync();
        await table.AddEntityAsync(Row("p", "a", row => (row.Time, row.Id, row.Bytes) = (SomeTime, SomeId, [1, 2])));
        await table.AddEntityAsync(Row("p", "b", row => (row.Time, row.Bytes) = (SomeTime.AddMilliseconds(1), [1, 3])));
        await table.AddEntityAsync(
            Row("p", "c", row => (row.Time, row.Long, row.Text) = (SomeTime.AddDays(-1), 1L << 40, "a 'b' and (c)")));

        Assert.Equal(["a", "c"], await RowsAsync(table, TableClient.CreateQueryFilter($"Time le {SomeTime}")));
        Assert.Equal(["b"], await RowsAsync(table, TableClient.CreateQueryFilter($"Time gt {SomeTime}")));
        Assert.Equal(["a"], await RowsAsync(table, TableClient.CreateQueryFilter($"Id eq {SomeId}")));
        Assert.Equal(["a"], await RowsAsync(table, TableClient.CreateQueryFilter($"Bytes eq {new byte[] { 1, 2 }}")));
        Assert.Equal(["c"], await RowsAsync(table, TableClient.CreateQueryFilter($"Long gt {1L << 39}")));
        Assert.Equal(["c"], await RowsAsync(table, TableClient.CreateQueryFilter($"Text eq {"a 'b' and (c)"}")));
        Assert.Equal(
            ["c"], await RowsAsync(table, TableClient.CreateQueryFilter<ContractRow>(row => row.PartitionKey == "p" && row.Long > 5)));
    }

    [Theory]
    [InlineData("PartitionKey eq")]
    [InlineData("(PartitionKey eq 'p'")]
    [InlineData("PartitionKey is 'p'")]
    public async Task QueryAsync_NoFilter_IsRefused(string filter)
    {
        var table = await CreateAsync();

        await RefusesAsync(400, () => RowsAsync(table, filter));
    }

    [Fact]
    public async Task SubmitTransactionAsync_EveryKindOfAction_WritesAllAndGivesTheirETags()
    {
        var table = await CreateAsync();
        foreach (var row in (string[])["replace", "merge", "gone", "guarded"])
        {
            await table.AddEntityAsync(new TableEntity("p", row) { ["A"] = 1, ["B"] = 1 });
        }

        var guard = (await table.GetEntityAsync<TableEntity>("p", "guarded")).Value.ETag;

        var written = (await table.SubmitTransactionAsync(
        [
            new(Kind.Add, new TableEntity("p", "added") { ["A"] = 2 }),
            new(Kind.UpsertReplace, new TableEntity("p", "replace") { ["A"] = 2 }),
            new(Kind.UpsertMerge, new TableEntity("p", "merge") { ["A"] = 2 }),
            new(Kind.Delete, new TableEntity("p", "gone"), ETag.All),
            new(Kind.UpdateReplace, new TableEntity("p", "guarded") { ["A"] = 2 }, guard),
        ])).Value;

        var rows = await table.QueryAsync<TableEntity>().ToListAsync();
        Assert.Equal(["added", "guarded", "merge", "replace"], rows.Select(row => row.RowKey));
        Assert.All(rows, row => Assert.Equal((2, row.RowKey == "merge"), (row.GetInt32("A"), row.ContainsKey("B"))));
        var (added, guarded, merged, replaced) = (rows[0].ETag, rows[1].ETag, rows[2].ETag, rows[3].ETag);
        Assert.Equal([added, replaced, merged, null, guarded], written.Select(response => response.Headers.ETag));
    }

    [Theory]
    [InlineData(Kind.Add, "there", 409, "EntityAlreadyExists")]
    [InlineData(Kind.UpdateReplace, "there", 412, "UpdateConditionNotSatisfied")]
    [InlineData(Kind.UpdateMerge, "there", 412, "UpdateConditionNotSatisfied")]
    [InlineData(Kind.Delete, "there", 412, "UpdateConditionNotSatisfied")]
    [InlineData(Kind.UpdateReplace, "missing", 404, "ResourceNotFound")]
    [InlineData(Kind.Delete, "missing", 404, "ResourceNotFound")]
    public async Task SubmitTransactionAsync_OneActionFails_NamesItAndWritesNothing(Kind kind, string row, int status, string code)
    {
        var table = await CreateAsync();
        var stale = (await table.AddEntityAsync(ContractRow.Of("p", "there", "first"))).Headers.ETag!.Value;
        var etag = (await table.UpsertEntityAsync(ContractRow.Of("p", "there", "second"))).Headers.ETag!.Value;

        var failure = await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync(
        [
            Act(Kind.Add, "new"),
            Act(Kind.UpsertReplace, "other"),
            new(kind, ContractRow.Of("p", row, "third"), kind == Kind.Add ? default : stale),
        ]));

        Assert.Equal((status, code, 2), (failure.Status, failure.ErrorCode, failure.FailedTransactionActionIndex));
        var left = await table.QueryAsync<ContractRow>().SingleAsync();
        Assert.Equal(("there", "second", etag), (left.RowKey, left.Text, left.ETag));
    }

    [Fact]
    public async Task SubmitTransactionAsync_MoreThanAHundredActions_IsRefused()
    {
        var table = await CreateAsync();

        // The client library cannot read Azurite's answer.
        await Assert.ThrowsAnyAsync<Exception>(
            () => table.SubmitTransactionAsync(Enumerable.Range(0, 101).Select(i => Act(Kind.Add, $"{i}"))));

        Assert.Empty(await RowsAsync(table, null));
    }

    [Fact]
    public async Task SubmitTransactionAsync_NoActions_IsRefused()
    {
        var table = await CreateAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => table.SubmitTransactionAsync([]));
    }

    [Fact]
    public async Task SubmitTransactionAsync_ARowTwice_IsRefused()
    {
        var table = await CreateAsync();

        await RefusesAsync(
            400, "InvalidDuplicateRow", () => table.SubmitTransactionAsync([Act(Kind.Add, "a"), Act(Kind.UpsertReplace, "a")]));

        Assert.Empty(await RowsAsync(table, null));
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a#b")]
    [InlineData("a?b")]
    [InlineData("a\tb")]
    public async Task AddEntityAsync_ForbiddenCharacterInAKey_IsRefused(string key)
    {
        var table = await CreateAsync();

        await RefusesAsync(400, () => table.AddEntityAsync(ContractRow.Of("p", key)));
        await RefusesAsync(400, () => table.AddEntityAsync(ContractRow.Of(key, "r")));
    }

    [Theory]
    [InlineData("it's")]
    [InlineData("100 %")]
    [InlineData("a+b|c:d=e")]
    [InlineData("😀")]
    [InlineData("")]
    public async Task EveryCall_OddKeys_Work(string key)
    {
        var table = await CreateAsync();

        await table.AddEntityAsync(ContractRow.Of(key, key, "first"));
        await table.UpsertEntityAsync(ContractRow.Of(key, key, "second"));
        var read = (await table.GetEntityIfExistsAsync<ContractRow>(key, key)).Value!;
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {key} and RowKey eq {key}");
        var found = await table.QueryAsync<ContractRow>(filter).SingleAsync();
        await table.SubmitTransactionAsync([new(Kind.Delete, read, found.ETag)]);

        Assert.Equal((key, key, "second"), (read.PartitionKey, read.RowKey, found.Text));
        Assert.Empty(await RowsAsync(table, null));
    }

    [Fact]
    public async Task AddEntityAsync_AKeyOf512Characters_IsTheLongest()
    {
        var table = await CreateAsync();
        var key = new string('k', 512);

        await table.AddEntityAsync(ContractRow.Of(key, key));

        await RefusesAsync(400, () => table.AddEntityAsync(ContractRow.Of("p", key + "k")));
        Assert.Equal([key], await RowsAsync(table, null));
    }

    [Fact]
    public async Task AddEntityAsync_AColumnOf64KiB_IsTheLongest()
    {
        var table = await CreateAsync();
        var text = new string('ä', 32 * 1024);

        await table.AddEntityAsync(ContractRow.Of("p", "text", text));
        await table.AddEntityAsync(Row("p", "bytes", row => row.Bytes = new byte[64 * 1024]));

        Assert.Equal(text, (await table.GetEntityAsync<ContractRow>("p", "text")).Value.Text);
        var more = Row("p", "more", row => row.Bytes = new byte[(64 * 1024) + 1]);
        await RefusesAsync(400, "PropertyValueTooLarge", () => table.AddEntityAsync(ContractRow.Of("p", "more", text + "x")));
        await RefusesAsync(400, "PropertyValueTooLarge", () => table.AddEntityAsync(more));
    }

    [Fact]
    public async Task EveryCall_CancelledBefore_DoesNothing()
    {
        var table = await CreateAsync();
        var cancelled = new CancellationToken(canceled: true);

        await StopsAsync(() => table.AddEntityAsync(ContractRow.Of("p", "r"), cancelled));
        await StopsAsync(() => table.GetEntityIfExistsAsync<ContractRow>("p", "r", cancellationToken: cancelled));
        await StopsAsync(() => table.QueryAsync<ContractRow>(cancellationToken: cancelled).ToListAsync().AsTask());
        await StopsAsync(() => table.SubmitTransactionAsync([Act(Kind.Add, "r")], cancelled));

        Assert.Empty(await RowsAsync(table, null));

        static Task StopsAsync(Func<Task> call) => Assert.ThrowsAnyAsync<OperationCanceledException>(call);
    }

    [Fact]
    public async Task DeleteAsync_ThenCreated_IsEmpty()
    {
        var table = await CreateAsync();
        await table.AddEntityAsync(ContractRow.Of("p", "r"));

        await table.DeleteAsync();
        await RefusesAsync(404, "TableNotFound", () => RowsAsync(table, null));
        await Service.CreateTableIfNotExistsAsync(table.Name);
        await Service.CreateTableIfNotExistsAsync(table.Name);

        Assert.Empty(await RowsAsync(table, null));
    }

    [Fact]
    public async Task AddEntityAsync_ManyAtOnce_OneOfThemWins()
    {
        var table = await CreateAsync();

        var added = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(async () =>
        {
            try
            {
                await table.AddEntityAsync(ContractRow.Of("p", "r", $"{i}"));
                return $"{i}";
            }
            catch (RequestFailedException failure) when (failure.Status == 409)
            {
                return null;
            }
        })));

        Assert.Equal(Assert.Single(added, text => text is not null), (await table.GetEntityAsync<ContractRow>("p", "r")).Value.Text);
    }

    protected static async Task RefusesAsync(int status, string code, Func<Task> call)
    {
        var failure = await Assert.ThrowsAnyAsync<RequestFailedException>(call);
        Assert.Equal((status, code), (failure.Status, failure.ErrorCode));
    }

    // The error code of Azurite is not that of Azure.
    private static async Task RefusesAsync(int status, Func<Task> call) =>
        Assert.Equal(status, (await Assert.ThrowsAsync<RequestFailedException>(call)).Status);

    protected static TableTransactionAction Act(Kind kind, string row) => new(kind, ContractRow.Of("p", row));

    protected static async Task<List<string>> RowsAsync(TableClient table, string? filter) =>
        await table.QueryAsync<TableEntity>(filter).Select(row => row.RowKey).ToListAsync();

    protected async Task<TableClient> CreateAsync()
    {
        var table = Service.GetTableClient($"Contract{Interlocked.Increment(ref _tables)}");
        await table.CreateIfNotExistsAsync();
        return table;
    }

    protected static ContractRow Row(string partition, string row, Action<ContractRow> set)
    {
        var entity = ContractRow.Of(partition, row);
        set(entity);
        return entity;
    }
}

[Collection(AzuriteCollection.Name)]
public sealed class AzuriteTableClientTests(AzuriteFixture azurite) : TableClientContract
{
    protected override TableServiceClient Service { get; } = new(azurite.ConnectionString);
}
