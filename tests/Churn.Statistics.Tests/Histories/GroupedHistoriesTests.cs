using Churn.Statistics.Histories;
using Churn.Statistics.MbgNbd;
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

        Assert.True(groups.Count < 1500, $"{groups.Count} groups");
        Assert.Equal(3000, groups.Buyers);
        Assert.Equal(ungrouped.LogLikelihood!.Value, grouped.LogLikelihood!.Value, 1e-7);
        Assert.Equal(ungrouped.Parameters!.Value.R, grouped.Parameters!.Value.R, 1e-5);
        Assert.Equal(1, ungrouped.StandardErrors[2] / grouped.StandardErrors[2], 1e-4);
    }

    [Fact]
    public void Merge_PartsInAnyOrder_GiveTheBytesOfTheWhole()
    {
        var rows = Rounded(62, 2000);
        var parts = Enumerable.Range(0, 3).Select(_ => new GroupedHistories(TimeUnit.Weeks)).ToArray();
        var whole = new GroupedHistories(TimeUnit.Weeks);
        for (var i = 0; i < rows.Count; i++)
        {
            whole.Add(rows[i], 1, 0);
            parts[i % 3].Add(rows[i], 1, 0);
        }

        var merged = GroupedHistories.FromBytes(parts[2].ToBytes());
        merged.Merge(parts[0]);
        merged.Merge(parts[1]);

        Assert.Equal(whole.ToBytes(), merged.ToBytes());
        Assert.Equal(2000, merged.Buyers);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void FromBytes_AfterToBytes_KeepsEverything(bool wholeDays)
    {
        var groups = new GroupedHistories(TimeUnit.Days);
        groups.Add(new PurchaseHistory(3, wholeDays ? 20 : 20.25, 40, TimeUnit.Days), wholeDays ? 2 : 1.5, 4.5);
        groups.Add(new PurchaseHistory(0, 0, 40, TimeUnit.Days), 7);
        groups.Add(new PurchaseHistory(0, 0, 0, TimeUnit.Days));

        var bytes = groups.ToBytes();
        var read = GroupedHistories.FromBytes(bytes);

        Assert.Equal(bytes, read.ToBytes());
        Assert.Equal(groups.Buyers, read.Buyers);
        Assert.Equal(groups.LogGapSum, read.LogGapSum);
        Assert.Equal(TimeUnit.Days, read.Unit);
        Assert.True(!wholeDays || bytes.Length < 30, $"{bytes.Length} bytes");
    }

    [Fact]
    public void FromBytes_DamagedBytes_ThrowFormatExceptionOnly()
    {
        const int seed = 63;
        var random = new Random(seed);
        var good = Rounded(seed, 50).Grouped().ToBytes();
        for (var i = 0; i < 3000; i++)
        {
            var bad = good[..random.Next(good.Length)];
            if (bad.Length > 0)
            {
                bad[random.Next(bad.Length)] = (byte)random.Next(256);
            }

            Assert.Throws<FormatException>(() => GroupedHistories.FromBytes(bad));
        }
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

    /// <summary>Whole weeks, so that buyers share histories.</summary>
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
