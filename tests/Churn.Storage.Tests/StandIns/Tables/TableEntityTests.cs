using Azure;
using Azure.Data.Tables;

namespace Churn.Storage.Tests.StandIns.Tables;

public sealed class TableEntityTests
{
    [Fact]
    public void Getters_MissingOrNullProperty_AreNull()
    {
        var entity = new TableEntity("p", "r") { ["Null"] = null };

        Assert.Null(entity.GetString("None"));
        Assert.Null(entity.GetInt32("None"));
        Assert.Null(entity.GetBinary("Null"));
        Assert.Null(entity.GetBinaryData("None"));
        Assert.Null(entity.GetDateTimeOffset("Null"));
        Assert.Null(entity.GetDateTime("Null"));
        Assert.Null(entity["None"]);
    }

    [Fact]
    public void Getters_AnotherType_ThrowInvalidOperation()
    {
        var entity = new TableEntity("p", "r") { ["Int"] = 1, ["Long"] = 1L, ["Text"] = "1", ["Double"] = 1.0 };

        Assert.Throws<InvalidOperationException>(() => entity.GetInt64("Int"));
        Assert.Throws<InvalidOperationException>(() => entity.GetDouble("Int"));
        Assert.Throws<InvalidOperationException>(() => entity.GetInt32("Long"));
        Assert.Throws<InvalidOperationException>(() => entity.GetString("Double"));
        Assert.Throws<InvalidOperationException>(() => entity.GetBoolean("Text"));
        Assert.Throws<InvalidOperationException>(() => entity.GetGuid("Text"));
        Assert.Throws<InvalidOperationException>(() => entity.GetBinary("Text"));
        Assert.Throws<InvalidOperationException>(() => entity.GetBinaryData("Text"));
        Assert.Throws<InvalidOperationException>(() => entity.GetDateTimeOffset("Text"));
    }

    [Fact]
    public void Getters_Times_ReadEitherKindAsTheOther()
    {
        var instant = new DateTimeOffset(2024, 5, 6, 7, 8, 9, TimeSpan.FromHours(3));
        var entity = new TableEntity { ["Offset"] = instant, ["Utc"] = instant.UtcDateTime };

        Assert.Equal(instant.UtcDateTime, entity.GetDateTime("Offset"));
        Assert.Equal(instant, entity.GetDateTimeOffset("Utc"));
    }

    [Fact]
    public void Indexer_IntIntoADoubleOrLong_KeepsThePropertysType()
    {
        var entity = new TableEntity { ["Double"] = 1.5, ["Long"] = 1L };

        entity["Double"] = 2;
        entity["Long"] = 3;

        Assert.Equal(2.0, entity.GetDouble("Double"));
        Assert.Equal(3L, entity.GetInt64("Long"));
    }

    [Fact]
    public void Dictionary_KeysAndETag_AreEntriesToo()
    {
        var entity = new TableEntity("p", "r") { { "A", 1 } };
        entity.ETag = new ETag("W/\"x\"");

        Assert.Equal(4, entity.Count);
        Assert.Equal(["PartitionKey", "RowKey", "A", "odata.etag"], entity.Keys);
        Assert.Equal("W/\"x\"", entity["odata.etag"]);
        Assert.True(entity.Remove("A"));
        Assert.False(entity.TryGetValue("A", out _));
    }

    [Fact]
    public void Constructor_Dictionary_IsCopied()
    {
        var values = new Dictionary<string, object> { ["A"] = 1 };
        var entity = new TableEntity(values);

        values["A"] = 2;

        Assert.Equal(1, entity.GetInt32("A"));
        Assert.Null(entity.PartitionKey);
        Assert.Equal(default, entity.ETag);
    }
}
