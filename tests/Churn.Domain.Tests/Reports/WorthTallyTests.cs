using Churn.Domain.Reports;

namespace Churn.Domain.Tests.Reports;

public sealed class WorthTallyTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Merge_RandomPartsInAnyOrder_AreTheRowsOfASortedCount(int seed)
    {
        var random = new Random(seed);
        var rows = Enumerable.Range(0, 3_000)
            .Select(_ => new WorthRow(random.Next(20), 1 + random.Next(3), random.Next(-50, 50), 1))
            .ToArray();
        var expected = rows.GroupBy(row => row).Select(group => group.Key with { Buyers = group.Count() }).Order().ToList();

        var merged = new WorthTally();
        foreach (var part in rows.Chunk(1 + random.Next(400)).OrderBy(_ => random.Next()))
        {
            merged.AddRange(Tally(part).Rows());
        }

        Assert.True(expected.SequenceEqual(merged.Rows()), $"Seed {seed}: the rows differ.");
    }

    [Fact]
    public void Rows_ExtremeValues_AreThoseAdded()
    {
        WorthRow[] rows = [new(0, 1, long.MinValue / 2, 1), new(0, 1, long.MaxValue / 2, 1), new(3_652_058, int.MaxValue, -1, 1)];

        Assert.Equal(rows, Tally(rows).Rows());
    }

    [Fact]
    public void Rows_NobodyAdded_AreNone()
    {
        var tally = new WorthTally();
        tally.AddRange([]);

        Assert.Empty(tally.Rows());
    }

    [Fact]
    public void Add_AfterRowsWereRead_CountsOn()
    {
        var tally = Tally([new WorthRow(5, 2, 100, 1)]);
        _ = tally.Rows();
        tally.Add(new WorthRow(5, 2, 100, 1));
        tally.Add(new WorthRow(4, 2, 100, 1));

        Assert.Equal([new WorthRow(4, 2, 100, 1), new WorthRow(5, 2, 100, 2)], tally.Rows());
    }

    private static WorthTally Tally(IEnumerable<WorthRow> rows)
    {
        var tally = new WorthTally();
        foreach (var row in rows)
        {
            tally.Add(row);
        }

        return tally;
    }
}
