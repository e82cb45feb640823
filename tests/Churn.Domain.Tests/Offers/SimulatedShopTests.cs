using Churn.Domain.Offers;
using Churn.Statistics.Uplift;
using Xunit.Abstractions;

namespace Churn.Domain.Tests.Offers;

/// <summary>
/// Simulates two hundred shops from their orders to the uplift that they are told, and prints the numbers.
/// </summary>
public sealed class SimulatedShopTests(ITestOutputHelper output)
{
    private const int Runs = 200;

    private static readonly int Buyers = SimulatedShopFactAttribute.Buyers ?? 0;

    [SimulatedShopFact]
    public async Task RunAsync_KnownEffect_TheIntervalCoversItInNinetyToNinetyNineOfAHundredRuns()
    {
        const double Effect = 0.1;

        var kinds = await RunAsync(Effect);

        var covered = kinds.Count(kind => kind.Report.Interval is { } interval && interval.Lower <= Effect && Effect <= interval.Upper);
        output.WriteLine(
            FormattableString.Invariant($"{Buyers} buyers, effect {Effect}: covered by {covered} of {Runs} intervals; ")
            + FormattableString.Invariant($"mean estimate {kinds.Average(kind => kind.Trial.Bought.Difference):0.0000}; ")
            + FormattableString.Invariant($"better in {Count(kinds, UpliftVerdict.Better)}, ")
            + FormattableString.Invariant($"inconclusive in {Count(kinds, UpliftVerdict.Inconclusive)}, ")
            + FormattableString.Invariant($"worse in {Count(kinds, UpliftVerdict.Worse)}"));
        Assert.InRange(covered, Runs * 90 / 100, Runs * 99 / 100);
    }

    [SimulatedShopFact]
    public async Task RunAsync_NoEffect_BetterIsClaimedInAtMostFiveOfAHundredRuns()
    {
        var kinds = await RunAsync(0);

        output.WriteLine(
            FormattableString.Invariant($"{Buyers} buyers, no effect: ")
            + FormattableString.Invariant($"mean estimate {kinds.Average(kind => kind.Trial.Bought.Difference):0.0000}; ")
            + FormattableString.Invariant($"better in {Count(kinds, UpliftVerdict.Better)} of {Runs}, ")
            + FormattableString.Invariant($"inconclusive in {Count(kinds, UpliftVerdict.Inconclusive)}, ")
            + FormattableString.Invariant($"worse in {Count(kinds, UpliftVerdict.Worse)}"));
        Assert.InRange(Count(kinds, UpliftVerdict.Better), 0, Runs * 5 / 100);
        Assert.Equal(0, Count(kinds, UpliftVerdict.TooEarly));
    }

    private static int Count(IEnumerable<KindUplift> kinds, UpliftVerdict verdict) => kinds.Count(kind => kind.Report.Verdict == verdict);

    private static async Task<List<KindUplift>> RunAsync(double effect)
    {
        var kinds = new List<KindUplift>();
        for (var seed = 1; seed <= Runs; seed++)
        {
            var kind = await SimulatedShop.RunAsync(seed, Buyers, effect);
            Assert.True(
                kind.Trial.Bought.Treated.Trials + kind.Trial.Bought.HeldOut.Trials == Buyers,
                $"Seed {seed}: {kind.Trial.Open} of {Buyers} offers are still open.");
            kinds.Add(kind);
        }

        return kinds;
    }
}
