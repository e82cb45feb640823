using Azure.Data.Tables;

namespace Churn.Storage.Tests.StandIns.Tables;

/// <summary>The texts of filters; what they find is in <see cref="TableQueryTests"/>.</summary>
public sealed class FilterTextTests
{
    private static readonly DateTimeOffset Time = new DateTimeOffset(2020, 7, 23, 23, 20, 41, TimeSpan.FromHours(2)).AddTicks(6667782);
    private static readonly Guid Id = new("66cf3753-1cc9-44c4-b857-4546f744901b");

    public static TheoryData<FormattableString, string> Interpolated => new()
    {
        { $"A eq {"text"}", "A eq 'text'" },
        { $"A eq {"it's ' or ''"}", "A eq 'it''s '' or '''''" },
        { $"A eq {"x' or PartitionKey ne '"}", "A eq 'x'' or PartitionKey ne '''" },
        { $"A eq {""}", "A eq ''" },
        { $"A eq {'c'}", "A eq 'c'" },
        { $"A eq {10}", "A eq 10" },
        { $"A eq {long.MaxValue}", "A eq 9223372036854775807L" },
        { $"A eq {10.5}", "A eq 10.5" },
        { $"A eq {true} or A eq {false}", "A eq true or A eq false" },
        { $"A eq {Id}", "A eq guid'66cf3753-1cc9-44c4-b857-4546f744901b'" },
        { $"A ge {Time}", "A ge datetime'2020-07-23T21:20:41.6667782Z'" },
        { $"A ge {Time.UtcDateTime}", "A ge datetime'2020-07-23T21:20:41.6667782Z'" },
        { $"A eq {new byte[] { 1, 2, 171 }}", "A eq X'0102AB'" },
        { $"A eq {BinaryData.FromBytes([255])}", "A eq X'FF'" },
    };

    [Theory]
    [MemberData(nameof(Interpolated))]
    public void CreateQueryFilter_Interpolated_WritesTypedAndEscapedLiterals(FormattableString filter, string expected) =>
        Assert.Equal(expected, TableClient.CreateQueryFilter(filter));

    [Fact]
    public void CreateQueryFilter_TypeWithoutALiteral_IsRefused() =>
        Assert.Throws<ArgumentException>(() => TableClient.CreateQueryFilter($"A eq {new Version(1, 2)}"));

    [Fact]
    public void CreateQueryFilter_CapturedValues_AreWorkedOutBeforehand()
    {
        string key = "it's";
        var numbers = new List<int> { 3, 4 };
        var holder = new { Limit = 5_000_000_000 };

        Assert.Equal("PartitionKey eq 'it''s'", TableClient.CreateQueryFilter<EveryTypeEntity>(e => e.PartitionKey == key));
        Assert.Equal("Number eq 4", TableClient.CreateQueryFilter<EveryTypeEntity>(e => e.Number == numbers[1]));
        Assert.Equal("Long le 5000000000L", TableClient.CreateQueryFilter<EveryTypeEntity>(e => e.Long <= holder.Limit));
        Assert.Equal("Long eq 3L", TableClient.CreateQueryFilter<EveryTypeEntity>(e => e.Long == numbers[0]));
        Assert.Equal("Text eq 'it''s!'", TableClient.CreateQueryFilter<EveryTypeEntity>(e => e.Text == key + "!"));
    }

    [Fact]
    public void CreateQueryFilter_EveryType_WritesTypedLiterals()
    {
        var time = Time;
        var id = Id;
        byte[] bytes = [1, 254];

        Assert.Equal("Number ne -3", TableClient.CreateQueryFilter<EveryTypeEntity>(e => e.Number != -3));
        Assert.Equal("MaybeNumber gt 3", TableClient.CreateQueryFilter<EveryTypeEntity>(e => e.MaybeNumber > 3));
        Assert.Equal("Double lt 10.25", TableClient.CreateQueryFilter<EveryTypeEntity>(e => e.Double < 10.25));
        Assert.Equal("Id eq guid'66cf3753-1cc9-44c4-b857-4546f744901b'", TableClient.CreateQueryFilter<EveryTypeEntity>(e => e.Id == id));
        Assert.Equal("Time ge datetime'2020-07-23T21:20:41.6667782Z'", TableClient.CreateQueryFilter<EveryTypeEntity>(e => e.Time >= time));
        Assert.Equal("Bytes eq X'01FE'", TableClient.CreateQueryFilter<EveryTypeEntity>(e => e.Bytes == bytes));
        Assert.Equal("renamed eq 'x'", TableClient.CreateQueryFilter<EveryTypeEntity>(e => e.Original == "x"));
    }

    [Fact]
    public void CreateQueryFilter_Booleans_AreComparedWithTrue()
    {
        Assert.Equal("Flag eq true", TableClient.CreateQueryFilter<EveryTypeEntity>(e => e.Flag));
        Assert.Equal("not (Flag eq true)", TableClient.CreateQueryFilter<EveryTypeEntity>(e => !e.Flag));
        Assert.Equal("Flag eq false", TableClient.CreateQueryFilter<EveryTypeEntity>(e => e.Flag == false));
        Assert.Null(TableClient.CreateQueryFilter<EveryTypeEntity>(e => true));
    }

    [Fact]
    public void CreateQueryFilter_StringOrder_UsesCompare()
    {
        Assert.Equal("RowKey ge 'b:'", TableClient.CreateQueryFilter<EveryTypeEntity>(e => e.RowKey.CompareTo("b:") >= 0));
        Assert.Equal("RowKey lt 'c'", TableClient.CreateQueryFilter<EveryTypeEntity>(e => string.Compare(e.RowKey, "c") < 0));
        Assert.Equal("RowKey eq 'c'", TableClient.CreateQueryFilter<EveryTypeEntity>(e => e.RowKey.Equals("c")));
        Assert.Equal("RowKey eq 'c'", TableClient.CreateQueryFilter<EveryTypeEntity>(e => string.Equals(e.RowKey, "c")));
    }

    [Fact]
    public void CreateQueryFilter_TableEntityGetters_NameTheProperty()
    {
        string name = "Amount";

        Assert.Equal("Amount gt 5L", TableClient.CreateQueryFilter<TableEntity>(e => e.GetInt64(name) > 5));
        Assert.Equal("Amount ge 'x'", TableClient.CreateQueryFilter<TableEntity>(e => e.GetString("Amount").CompareTo("x") >= 0));
        Assert.Equal("Paid eq true", TableClient.CreateQueryFilter<TableEntity>(e => e.GetBoolean("Paid") == true));
        Assert.Equal("RowKey ne 'r'", TableClient.CreateQueryFilter<TableEntity>(e => e.RowKey != "r"));
    }

    [Fact]
    public void CreateQueryFilter_WhatTheServiceCannotAnswer_IsRefused()
    {
        Assert.Throws<NotSupportedException>(() => TableClient.CreateQueryFilter<EveryTypeEntity>(e => e.Text!.StartsWith("x")));
        Assert.Throws<NotSupportedException>(() => TableClient.CreateQueryFilter<EveryTypeEntity>(e => string.CompareOrdinal(e.RowKey, "x") > 0));
        Assert.Throws<NotSupportedException>(
            () => TableClient.CreateQueryFilter<EveryTypeEntity>(e => e.RowKey.Equals("x", StringComparison.OrdinalIgnoreCase)));
        Assert.Throws<NotSupportedException>(
            () => TableClient.CreateQueryFilter<EveryTypeEntity>(e => string.Compare(e.RowKey, "x", StringComparison.Ordinal) > 0));
    }
}
