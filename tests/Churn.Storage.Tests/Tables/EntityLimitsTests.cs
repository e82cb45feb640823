using Azure.Data.Tables;
using Churn.Storage.Tables;
using Churn.Storage.Tables.Buyers;

namespace Churn.Storage.Tests.Tables;

/// <summary>The rows that Azure refuses and Azurite lets pass.</summary>
public sealed class EntityLimitsTests
{
    [Fact]
    public void Check_RowsOfTwoPartitions_NamesTheRow()
    {
        var failure = Assert.Throws<InvalidOperationException>(() => EntityLimits.Check([Add(Row("a", "1")), Add(Row("b", "2"))]));

        Assert.Contains("Row 2 in partition b", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_TheSameRowTwice_IsRefused() =>
        Assert.Throws<InvalidOperationException>(() => EntityLimits.Check([Add(Row("a", "1")), Add(Row("a", "1"))]));

    [Fact]
    public void Check_HundredAndOneRows_IsRefused()
    {
        EntityLimits.Check([.. Enumerable.Range(0, 100).Select(i => Add(Row("a", $"{i}")))]);

        Assert.Throws<InvalidOperationException>(
            () => EntityLimits.Check([.. Enumerable.Range(0, 101).Select(i => Add(Row("a", $"{i}")))]));
    }

    [Fact]
    public void SizeOf_ColumnOfMoreThan64KiB_IsRefusedWithoutShowingIt()
    {
        var row = Row("a", "1");
        row.Entry = new string('x', 32 * 1024);
        EntityLimits.SizeOf(row);
        row.Entry += "y";

        var failure = Assert.Throws<InvalidOperationException>(() => EntityLimits.SizeOf(row));

        Assert.Contains("column Entry", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("xxx", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a#b")]
    [InlineData("a?b")]
    [InlineData("a\u0001b")]
    public void SizeOf_ForbiddenCharacterInAKey_IsRefused(string key) =>
        Assert.Throws<InvalidOperationException>(() => EntityLimits.SizeOf(Row("a", key)));

    private static TableTransactionAction Add(ITableEntity row) => new(TableTransactionActionType.Add, row);

    private static LedgerEntity Row(string partition, string row) =>
        new() { PartitionKey = partition, RowKey = row, PlacedAt = DateTimeOffset.UnixEpoch };
}
