using Azure.Data.Tables;
using Churn.TestSupport.Azurite;

namespace Churn.Storage.Tests.StandIns.Tables;

[Collection(AzuriteCollection.Name)]
public sealed class EntityTypeTests(AzuriteFixture azurite)
{
    private static readonly DateTimeOffset Time = new DateTimeOffset(2024, 2, 29, 23, 59, 58, TimeSpan.Zero).AddTicks(1234567);
    private static readonly Guid Id = new("66cf3753-1cc9-44c4-b857-4546f744901b");

    public static TheoryData<object> Values => new(
        "",
        "text with \"quotes\", \\ and\r\nlines \U0001F600",
        0,
        int.MinValue,
        (long)int.MaxValue,
        long.MinValue,
        long.MaxValue,
        true,
        false,
        0.1,
        5.0,
        -3e9,
        1e15,
        -2.5e300,
        double.Epsilon,
        double.MaxValue,
        double.NaN,
        Time,
        new DateTimeOffset(1601, 1, 1, 0, 0, 0, TimeSpan.Zero),
        Id,
        Guid.Empty,
        Array.Empty<byte>(),
        new byte[] { 0, 1, 127, 128, 255 });

    [Theory]
    [MemberData(nameof(Values))]
    public async Task TableEntity_EveryType_ComesBackEqualAndOfTheSameType(object value)
    {
        TableClient table = await TableLab.CreateAsync(azurite);
        await table.AddEntityAsync(new TableEntity("p", "r") { ["V"] = value });

        TableEntity single = await table.GetEntityAsync<TableEntity>("p", "r");
        TableEntity queried = Assert.Single(await TableLab.ToListAsync(table.QueryAsync<TableEntity>()));

        Assert.Equal(value, single["V"]);
        Assert.IsType(value.GetType(), single["V"]);
        Assert.Equal(value, queried["V"]);
    }

    [Theory]
    [MemberData(nameof(Values))]
    public async Task TableEntity_EveryTypeInATransaction_ComesBackEqual(object value)
    {
        TableClient table = await TableLab.CreateAsync(azurite);

        await table.SubmitTransactionAsync([new(TableTransactionActionType.UpsertReplace, new TableEntity("p", "r") { ["V"] = value })]);

        Assert.Equal(value, (await table.GetEntityAsync<TableEntity>("p", "r")).Value["V"]);
    }

    [Fact]
    public async Task OwnType_EveryType_ComesBackEqual()
    {
        TableClient table = await TableLab.CreateAsync(azurite);
        EveryTypeEntity written = Full();
        await table.AddEntityAsync(written);

        EveryTypeEntity read = await table.GetEntityAsync<EveryTypeEntity>("p", "r");

        Assert.Equal(Facts(written), Facts(read));
        Assert.Equal(written.Bytes, read.Bytes);
        Assert.Equal(written.Data!.ToArray(), read.Data!.ToArray());
        Assert.NotNull(read.Timestamp);
        Assert.Equal((await table.GetEntityAsync<TableEntity>("p", "r")).Value.ETag, read.ETag);
    }

    [Fact]
    public async Task OwnType_NullsAndMissingProperties_AreLeftAtTheirDefaults()
    {
        TableClient table = await TableLab.CreateAsync(azurite);
        await table.AddEntityAsync(new EveryTypeEntity { RowKey = "nulls" });
        await table.AddEntityAsync(new TableEntity("p", "bare"));

        EveryTypeEntity nulls = await table.GetEntityAsync<EveryTypeEntity>("p", "nulls");
        EveryTypeEntity bare = await table.GetEntityAsync<EveryTypeEntity>("p", "bare");
        TableEntity raw = await table.GetEntityAsync<TableEntity>("p", "nulls");

        Assert.Equal(Facts(new EveryTypeEntity()), Facts(nulls));
        Assert.Equal(Facts(new EveryTypeEntity()), Facts(bare));
        Assert.False(raw.ContainsKey("MaybeNumber"));
        Assert.Equal(0, raw.GetInt32("Number"));
    }

    [Fact]
    public async Task OwnType_EnumsAndAttributes_AreStoredAsTheOriginalStoresThem()
    {
        TableClient table = await TableLab.CreateAsync(azurite);
        await table.AddEntityAsync(Full());

        TableEntity raw = await table.GetEntityAsync<TableEntity>("p", "r");

        Assert.Equal("Rainy", raw.GetString("Kind"));
        Assert.Equal("kept", raw.GetString("renamed"));
        Assert.Equal("text!", raw.GetString("Computed"));
        Assert.False(raw.ContainsKey("Original"));
        Assert.False(raw.ContainsKey("Ignored"));
        Assert.Equal(Time, raw.GetDateTimeOffset("UtcTime"));
        Assert.Equal(Time.UtcDateTime, raw.GetDateTime("Time"));
    }

    [Fact]
    public async Task OwnType_MergingNulls_KeepsWhatIsStored()
    {
        TableClient table = await TableLab.CreateAsync(azurite);
        await table.AddEntityAsync(Full());

        await table.UpsertEntityAsync(new EveryTypeEntity { Number = 8 });

        EveryTypeEntity read = await table.GetEntityAsync<EveryTypeEntity>("p", "r");
        Assert.Equal(("text", 8), (read.Text, read.Number));
    }

    [Fact]
    public async Task OwnType_KeysShownOnlyThroughTheInterface_IsStoredAndRead()
    {
        TableClient table = await TableLab.CreateAsync(azurite);
        await table.AddEntityAsync(new HiddenKeysEntity { Text = "x" });

        HiddenKeysEntity read = await table.GetEntityAsync<HiddenKeysEntity>("hidden", "keys");

        Assert.Equal("x", read.Text);
        Assert.Equal("keys", ((ITableEntity)read).RowKey);
        Assert.NotEqual(default, ((ITableEntity)read).ETag);
    }

    [Fact]
    public async Task AddEntityAsync_TimeWithAnOffset_IsStoredAsTheSameInstant()
    {
        TableClient table = await TableLab.CreateAsync(azurite);
        var local = new DateTimeOffset(2024, 7, 1, 1, 30, 0, TimeSpan.FromHours(2));
        await table.AddEntityAsync(new TableEntity("p", "r") { ["V"] = local });

        DateTimeOffset? read = (await table.GetEntityAsync<TableEntity>("p", "r")).Value.GetDateTimeOffset("V");

        Assert.Equal(local.UtcDateTime, read!.Value.UtcDateTime);
        Assert.Equal(TimeSpan.Zero, read.Value.Offset);
    }

    [Fact]
    public async Task AddEntityAsync_WholeDouble_IsADoubleAgain()
    {
        TableClient table = await TableLab.CreateAsync(azurite);
        await table.AddEntityAsync(new TableEntity("p", "r") { ["V"] = 5.0 });

        Assert.Equal(5.0, (await table.GetEntityAsync<TableEntity>("p", "r")).Value.GetDouble("V"));
    }

    [Fact]
    public async Task AddEntityAsync_WhatTheServiceCannotHold_IsRefused()
    {
        TableClient table = await TableLab.CreateAsync(azurite);

        await Assert.ThrowsAsync<NotSupportedException>(() => AddAsync(table, new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Unspecified)));
        await Assert.ThrowsAsync<NotSupportedException>(() => AddAsync(table, Weather.Sunny));
        await Assert.ThrowsAsync<NotSupportedException>(() => AddAsync(table, new Version(1, 2)));
        await Assert.ThrowsAsync<ArgumentException>(() => AddAsync(table, double.PositiveInfinity));

        Assert.Empty(await TableLab.ToListAsync(table.QueryAsync<TableEntity>()));
    }

    private static Task AddAsync(TableClient table, object value) => table.AddEntityAsync(new TableEntity("p", "r") { ["V"] = value });

    private static EveryTypeEntity Full() => new()
    {
        Text = "text",
        Number = 7,
        MaybeNumber = -7,
        Long = long.MinValue,
        MaybeLong = 5_000_000_000,
        Double = 2,
        MaybeDouble = double.NaN,
        Flag = true,
        MaybeFlag = false,
        Time = Time,
        UtcTime = Time.UtcDateTime,
        Id = Id,
        MaybeId = Id,
        Bytes = [1, 2, 255],
        Data = BinaryData.FromBytes([9, 8]),
        Kind = Weather.Rainy,
        MaybeKind = Weather.Sunny,
        Original = "kept",
        Ignored = null,
    };

    private static object Facts(EveryTypeEntity e) => (
        (e.Text, e.Number, e.MaybeNumber, e.Long, e.MaybeLong, e.Double, e.MaybeDouble),
        (e.Flag, e.MaybeFlag, e.Time, e.UtcTime, e.UtcTime?.Kind, e.Id, e.MaybeId),
        (e.Kind, e.MaybeKind, e.Original, e.Ignored));
}
