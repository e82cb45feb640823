using Churn.Statistics.Descriptive;

namespace Churn.Statistics.Tests.Descriptive;

public sealed class OrderHistoriesTests
{
    /// <summary>Trap 12: orders of one day are merged into one purchase before anything is counted.</summary>
    [Fact]
    public void From_SameDayOrdersInAnyOrder_MergesAndSorts()
    {
        var histories = OrderHistories.From([[7, 3, 7, 3], [5], [2, 1]]);

        Assert.Equal(3, histories.Count);
        Assert.Equal(5, histories.PurchaseCount);
        Assert.Equal([3, 7], histories[0].ToArray());
        Assert.Equal([5], histories[1].ToArray());
        Assert.Equal([1, 2], histories[2].ToArray());
    }

    [Fact]
    public void FromRows_ShuffledRows_EqualsFrom()
    {
        var random = new Random(91);
        var buyers = Enumerable.Range(0, 200)
            .Select(_ => Enumerable.Range(0, 1 + random.Next(6)).Select(_ => random.Next(50)).ToArray())
            .ToArray();
        var rows = buyers.SelectMany((days, buyer) => days.Select(day => (buyer, day))).ToArray();
        random.Shuffle(rows);

        var fromRows = OrderHistories.FromRows([.. rows.Select(row => row.buyer)], [.. rows.Select(row => row.day)], 200);

        var from = OrderHistories.From(buyers);
        Assert.All(Enumerable.Range(0, 200), buyer => Assert.Equal(from[buyer].ToArray(), fromRows[buyer].ToArray()));
    }

    [Fact]
    public void From_Impossible_NamesTheParameter()
    {
        Assert.Equal("buyers", Assert.ThrowsAny<ArgumentException>(() => OrderHistories.From([[1], []])).ParamName);
        Assert.Equal("buyers", Assert.ThrowsAny<ArgumentException>(() => OrderHistories.From([[-1]])).ParamName);
        Assert.Equal("days", Assert.ThrowsAny<ArgumentException>(() => OrderHistories.FromRows([0], [1, 2], 1)).ParamName);
        Assert.Equal("buyers", Assert.ThrowsAny<ArgumentException>(() => OrderHistories.FromRows([1], [1], 1)).ParamName);
        Assert.Equal("buyers", Assert.ThrowsAny<ArgumentException>(() => OrderHistories.FromRows([0], [1], 2)).ParamName);
    }
}
