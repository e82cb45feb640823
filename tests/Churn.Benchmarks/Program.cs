using Churn.Benchmarks;
using Churn.Benchmarks.Costs;
using Churn.Benchmarks.Exactness;
using Churn.Benchmarks.Nightly;
using Churn.Benchmarks.Statistics;

IReadOnlyList<IBenchmark> benchmarks =
    [new StatisticsBenchmark(), new RequestBenchmark(), new CrashBenchmark(), new NightlyBenchmark(), new CostBenchmark()];

var chosen = args.Length == 0 ? null : benchmarks.FirstOrDefault(b => b.Name == args[0]);
if (chosen is null)
{
    Console.WriteLine("Usage: dotnet run -c Release --project tests/Churn.Benchmarks -- NAME [options]");
    foreach (var benchmark in benchmarks)
    {
        Console.WriteLine($"  {benchmark.Name,-14} {benchmark.Purpose}");
    }

    return args.Length == 0 ? 0 : 2;
}

return await chosen.RunAsync(args[1..]);
