using Churn.Statistics.Histories;
using MathNet.Numerics.Distributions;

namespace Churn.Statistics.Tests.TestData;

/// <summary>Simulates buyers in continuous time, by a seed.</summary>
internal static class Simulator
{
    /// <summary>Draws valid histories of all kinds in weeks, the extremes included.</summary>
    internal static HistoryRows Random(int seed, int count)
    {
        var random = new Random(seed);
        var rows = new HistoryRows(TimeUnit.Weeks);
        for (var i = 0; i < count; i++)
        {
            var T = random.Next(5) == 0 ? random.NextDouble() : random.NextDouble() * 200;
            var x = random.Next(3) switch { 0 => 0, 1 => random.Next(1, 10), _ => random.Next(1, 400) };
            var tx = random.Next(4) == 0 ? T : T * (1 - random.NextDouble());
            x = tx > 0 ? x : 0;
            rows.Add(x, x > 0 ? tx : 0, T);
        }

        return rows;
    }

    /// <summary>Simulates MBG/CNBD-k buyers (MBG/NBD for k = 1). With a = 0 no buyer drops out.</summary>
    internal static HistoryRows Mbg(
        int seed, int count, double r, double alpha, double a, double b, double shortest, double longest, int k = 1)
    {
        var random = new Random(seed);
        var rows = new HistoryRows(TimeUnit.Weeks);
        for (var i = 0; i < count; i++)
        {
            var T = shortest + (random.NextDouble() * (longest - shortest));
            var rate = Gamma.Sample(random, r, alpha);
            var dropout = a == 0 ? 0 : Beta.Sample(random, a, b);
            var (x, last, logGaps) = (0, 0.0, 0.0);
            while (random.NextDouble() >= dropout)
            {
                var gap = rate < 1e-12 ? double.PositiveInfinity : Erlang.Sample(random, k, rate);
                if (!(last + gap <= T))
                {
                    break;
                }

                (x, last, logGaps) = (x + 1, last + gap, logGaps + Math.Log(gap));
            }

            rows.Add(x, last, T, logGaps);
        }

        return rows;
    }
}
