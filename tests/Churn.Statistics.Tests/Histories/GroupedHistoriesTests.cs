using Churn.Statistics.Histories;
using Churn.Statistics.Models.MbgNbd;
using Churn.Statistics.Tests.TestData;

namespace Churn.Statistics.Tests.Histories;

public class GroupedHistoriesTests
{
    [Fact]
    public void Fit_GroupedAndUngrouped_HaveTheSameLikelihood()
    {
        var rows = Rounded(61, 3000);

        var groups = GroupedHistories.Of(rows.Columns);
        var (grouped, ungrouped) = (MbgNbdFitter.Fit(groups), MbgNbdFitter.Fit(rows.Columns));

        Assert.True(groups.Count < 1500, $"The 3000 rows make {groups.Count} groups.");
        Assert.Equal(3000, groups.Buyers);
        Assert.Equal(ungrouped.LogLikelihood!.Value, grouped.LogLikelihood!.Value, 1e-7);
        Assert.Equal(ungrouped.Parameters!.Value.R, grouped.Parameters!.Value.R, 1e-5);
        Assert.Equal(1, ungrouped.StandardErrors[2] / grouped.StandardErrors[2], 1e-4);
    }

    [Fact]
    public void Merge_PartsInAnyOrder_GiveTheGroupsOfTheWhole()
    {
        var rows = Rounded(62, 2000);
        var parts = Enumerable.Range(0, 3).Select(_ => new GroupedHistories(TimeUnit.Weeks)).ToArray();
        var whole = new GroupedHistories(TimeUnit.Weeks);
        for (var i = 0; i < rows.Count; i++)
        {
            whole.Add(rows[i], 1, 0);
            parts[i % 3].Add(rows[i], 1, 0);
        }

        var merged = GroupedHistories.Of(parts[2].Columns);
        merged.Merge(parts[0]);
        merged.Merge(parts[1]);

        Assert.Equal(Groups(whole), Groups(merged));
        Assert.Equal(2000, merged.Buyers);
    }

    [Fact]
    public void Add_AnotherUnit_IsConverted()
    {
        var groups = new GroupedHistories(TimeUnit.Weeks);
        groups.Add(new PurchaseHistory(2, 70, 140, TimeUnit.Days), 1, Math.Log(35) * 2);
        groups.Add(new PurchaseHistory(2, 10, 20, TimeUnit.Weeks), 1, Math.Log(5) * 2);

        Assert.Equal(1, groups.Count);
        Assert.Equal(4 * Math.Log(5), groups.LogGapSum, 1e-12);
        Assert.Throws<ArgumentException>(() => groups.Merge(new GroupedHistories(TimeUnit.Days)));
    }

    [Fact]
    public void Merge_WithItself_Doubles()
    {
        var groups = Rounded(64, 100).Grouped();
        groups.Merge(groups);

        Assert.Equal(200, groups.Buyers);
    }

    [Theory]
    [InlineData(-1, 0, 5)]
    [InlineData(0, 1, 5)]
    [InlineData(2, 0, 5)]
    [InlineData(2, 6, 5)]
    [InlineData(2, double.NaN, 5)]
    [InlineData(2, 3, double.PositiveInfinity)]
    public void PurchaseHistory_Impossible_CannotBeBuilt(int x, double tx, double T)
    {
        Assert.False(PurchaseHistory.TryCreate(x, tx, T, TimeUnit.Days, out _));
        Assert.Throws<ArgumentException>(() => new PurchaseHistory(x, tx, T, TimeUnit.Days));
    }

    private static List<(double T, int X, double Tx, double Weight)> Groups(GroupedHistories histories)
    {
        var columns = histories.Columns;
        var groups = new List<(double, int, double, double)>();
        for (var i = 0; i < columns.Length; i++)
        {
            groups.Add((columns.T[i], columns.X[i], columns.Tx[i], columns.Weights[i]));
        }

        groups.Sort();
        return groups;
    }

    /// <summary>Makes histories in whole weeks, so that buyers share them.</summary>
    private static HistoryRows Rounded(int seed, int count)
    {
        var simulated = Simulator.Mbg(seed, count, 0.6, 8, 0.8, 1.5, 20, 60);
        var rows = new HistoryRows(TimeUnit.Weeks);
        for (var i = 0; i < count; i++)
        {
            var h = simulated[i];
            rows.Add(h.X, Math.Ceiling(h.Tx), Math.Ceiling(h.T));
        }

        return rows;
    }
}
