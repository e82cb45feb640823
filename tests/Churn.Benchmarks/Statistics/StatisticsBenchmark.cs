using System.Diagnostics;
using System.Globalization;
using Churn.Statistics.Fitting;
using Churn.Statistics.Histories;
using Churn.Statistics.Models;
using Churn.Statistics.Models.GammaGamma;
using Churn.Statistics.Models.MbgNbd;

namespace Churn.Benchmarks.Statistics;

/// <summary>Measures how long fitting and scoring MBG/NBD takes, and how long a plain implementation takes in the same run.</summary>
internal sealed class StatisticsBenchmark : IBenchmark
{
    private const int Seed = 20_240_601;

    private readonly List<(string Name, double Seconds, double Goal)> _goals = [];

    public string Name => "statistics";

    public string Purpose =>
        "fit and score MBG/NBD on 10k, 100k and 1M buyers, against a plain reference (--full: fits the reference on 1M too)";

    public Task<int> RunAsync(string[] args)
    {
        Console.WriteLine($"{Environment.ProcessorCount} processors, seed {Seed}, best of three where not said otherwise");
        var warmUp = new SimulatedBuyers(10_000, Seed);
        for (var i = 0; i < 40; i++)
        {
            MbgNbdFitter.Fit(warmUp.Columns);
        }

        foreach (var count in new[] { 10_000, 100_000, 1_000_000 })
        {
            var buyers = new SimulatedBuyers(count, Seed);
            Fits(buyers, count, args.Contains("--full"));
            Scores(buyers, count);
        }

        Growth();
        Console.WriteLine();
        Console.WriteLine("Goals (one thread):");
        foreach (var (name, seconds, goal) in _goals)
        {
            var verdict = seconds <= goal
                ? FormattableString.Invariant($"met, {goal / seconds:F1} times faster")
                : FormattableString.Invariant($"MISSED by {seconds - goal:F3} s");
            Line($"  {name,-58} {seconds,8:F3} s, goal {goal:F2} s: {verdict}");
        }

        return Task.FromResult(_goals.All(g => g.Seconds <= g.Goal) ? 0 : 1);
    }

    private static void Line(params FormattableString[] parts) =>
        Console.WriteLine(string.Concat(parts.Select(part => part.ToString(CultureInfo.InvariantCulture))));

    private static (double Seconds, long Bytes) Measure(Action action, int repeats = 3)
    {
        var (best, bytes) = (double.MaxValue, long.MaxValue);
        for (var i = 0; i < repeats; i++)
        {
            GC.Collect();
            var before = GC.GetAllocatedBytesForCurrentThread();
            var clock = Stopwatch.StartNew();
            action();
            best = Math.Min(best, clock.Elapsed.TotalSeconds);
            bytes = Math.Min(bytes, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return (best, bytes);
    }

    private void Fits(SimulatedBuyers buyers, int count, bool full)
    {
        Line($"\n{count:N0} buyers");
        FitResult<MbgNbdParameters>? fit = null;
        var rows = Measure(() => fit = MbgNbdFitter.Fit(buyers.Columns));
        var two = Measure(() => MbgNbdFitter.Fit(buyers.Columns, new FitOptions<MbgNbdParameters> { Threads = 2 }));
        GroupedHistories? groups = null;
        var grouping = Measure(() => groups = GroupedHistories.Of(buyers.Columns));
        var grouped = Measure(() => MbgNbdFitter.Fit(groups!));
        var groupedTwo = Measure(() => MbgNbdFitter.Fit(groups!, new FitOptions<MbgNbdParameters> { Threads = 2 }));
        Line(
            $"  fit, ungrouped       {rows.Seconds,8:F4} s, two threads {two.Seconds:F4} s, {rows.Bytes:N0} bytes allocated; ",
            $"{fit!.Reason} in {fit.Iterations} iterations");
        Line($"  grouping             {grouping.Seconds,8:F4} s into {groups!.Count:N0} groups, {grouping.Bytes:N0} bytes");
        Line($"  fit, grouped         {grouped.Seconds,8:F4} s, two threads {groupedTwo.Seconds:F4} s");
        Reference(buyers, count, full, rows.Seconds, fit.LogLikelihood!.Value);

        var start = new[] { 0.5, 20, 0.8, 2.0 };
        var newton = Measure(() => fit = MbgNbdFitter.Fit(groups, new FitOptions<MbgNbdParameters>
        {
            Starts = [new MbgNbdParameters(start[0], start[1], start[2], start[3], TimeUnit.Days)],
        }));
        var end = default((double LogLikelihood, int Evaluations, string End));
        var bfgs = Measure(() => end = MathNetBfgs.Fit(groups, start));
        Line(
            $"  one start, grouped: Newton {newton.Seconds:F4} s with errors and NBD, {fit.Iterations} iterations; ",
            $"MathNet BFGS {bfgs.Seconds:F4} s, {end.Evaluations} evaluations ({end.End}), ",
            $"log-likelihood {end.LogLikelihood - fit.LogLikelihood.Value:+0.0e0;-0.0e0} from Newton's: ",
            $"{bfgs.Seconds / newton.Seconds:F1} times as long ",
            $"(BFGS also pays for a Hessian it does not use; compare evaluations with iterations)");
        if (count == 1_000_000)
        {
            _goals.Add(("MBG/NBD fit, a million rows, ungrouped", rows.Seconds, 1));
            _goals.Add(("the same grouped, grouping included", grouping.Seconds + grouped.Seconds, 0.3));
        }
    }

    private static void Reference(SimulatedBuyers buyers, int count, bool full, double ours, double best)
    {
        const int sample = 100_000;
        if (count <= sample || full)
        {
            var plain = default((double[] Parameters, int Evaluations, double LogLikelihood));
            var seconds = Measure(() => plain = PlainMbgNbd.Fit(buyers.X, buyers.Tx, buyers.Observed), 1).Seconds;
            Line(
                $"  plain reference      {seconds,8:F2} s (Nelder-Mead, {plain.Evaluations} evaluations, once), ",
                $"log-likelihood {plain.LogLikelihood - best:+0.0e0;-0.0e0} from ours: {seconds / ours:F0} times as long");
            return;
        }

        var evaluations = PlainMbgNbd.Fit(buyers.X[..10_000], buyers.Tx[..10_000], buyers.Observed[..10_000]).Evaluations;
        var one = Measure(() => PlainMbgNbd.LogLikelihood(buyers.Columns, 0.6, 50, 0.8, 1.2)).Seconds;
        Line(
            $"  plain reference      {one * evaluations,8:F1} s estimated: {one:F3} s measured for one evaluation, ",
            $"times the {evaluations} evaluations it needed on 10,000: {one * evaluations / ours:F0} times as long");
    }

    private void Scores(SimulatedBuyers buyers, int count)
    {
        var model = new MbgNbdModel(new MbgNbdParameters(0.6, 50, 0.8, 1.2, TimeUnit.Days));
        var (alive, none, expected, values) = (new double[count], new double[count], new double[count], new double[count]);
        var means = Enumerable.Repeat(30.0, count).ToArray();
        var spend = new LifetimeValueModel(model, new GammaGammaModel(new GammaGammaParameters(6.25, 3.74, 15.44)));
        var quarter = Period.Days(90);
        var score = Measure(() => model.Score(buyers.Columns, quarter, quarter, alive, none, expected));
        var value = Measure(() => spend.Value(buyers.Columns, buyers.X, means, Period.Days(365), 0.1, values));
        var few = Math.Min(count, 50_000);
        var difference = 0.0;
        var plain = Measure(() =>
        {
            for (var i = 0; i < few; i++)
            {
                var (_, _, e) = PlainMbgNbd.Score(0.6, 50, 0.8, 1.2, buyers.X[i], buyers.Tx[i], buyers.Observed[i], 90, 90);
                difference = Math.Max(difference, Math.Abs(e - expected[i]));
            }
        });
        var plainValue = Measure(() =>
        {
            for (var i = 0; i < few; i++)
            {
                PlainMbgNbd.Discounted(0.6, 50, 0.8, 1.2, buyers.X[i], buyers.Tx[i], buyers.Observed[i], 0.008);
            }
        });
        Line(
            $"  P(alive), P(no order in 90 days), expected orders  {score.Seconds:F4} s, {score.Bytes:N0} bytes; ",
            $"plain {plain.Seconds / few * count / score.Seconds:F1} times as long ",
            $"(by {few:N0} rows; largest difference {difference:E1})");
        Line(
            $"  12-month value                                     {value.Seconds:F4} s, {value.Bytes:N0} bytes; ",
            $"plain {plainValue.Seconds / few * count / value.Seconds:F1} times as long");
        if (count == 1_000_000)
        {
            _goals.Add(("P(alive), P(no order in 90 days) and expected orders, 1M", score.Seconds, 0.15));
            _goals.Add(("12-month lifetime value, 1M", value.Seconds, 1));
        }
    }

    /// <summary>Fits ten times the buyers with the same histories: the fit must take the same time.</summary>
    private static void Growth()
    {
        Console.WriteLine("\nFit on groups, more and more buyers with the same histories");
        var buyers = new SimulatedBuyers(20_000, Seed);
        foreach (var factor in new[] { 1, 50, 5000 })
        {
            var weights = Enumerable.Repeat((double)factor, 20_000).ToArray();
            var groups = GroupedHistories.Of(new HistoryColumns(buyers.X, buyers.Tx, buyers.Observed, weights, TimeUnit.Days));
            var fit = Measure(() => MbgNbdFitter.Fit(groups), 5);
            Line($"  {groups.Buyers,13:N0} buyers, {groups.Count:N0} groups: {fit.Seconds:F4} s");
        }
    }
}
