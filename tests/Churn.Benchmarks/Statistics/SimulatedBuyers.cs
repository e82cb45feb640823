using Churn.Statistics.Histories;
using MathNet.Numerics.Distributions;

namespace Churn.Benchmarks.Statistics;

/// <summary>Seeded MBG/NBD buyers, observed over up to two years in whole days, as a shop observes them.</summary>
internal sealed class SimulatedBuyers
{
    internal SimulatedBuyers(int count, int seed)
    {
        var random = new Random(seed);
        (X, Tx, Observed) = (new int[count], new double[count], new double[count]);
        for (var i = 0; i < count; i++)
        {
            var observed = random.Next(1, 731);
            var rate = Gamma.Sample(random, 0.6, 50);
            var dropout = Beta.Sample(random, 0.8, 1.2);
            var (x, last, now) = (0, 0, 0.0);
            while (random.NextDouble() >= dropout)
            {
                now += rate < 1e-9 ? 1e9 : Exponential.Sample(random, rate);
                if (now > observed)
                {
                    break;
                }

                // Orders of one day count as one purchase.
                var day = (int)Math.Ceiling(now);
                (x, last) = day > last ? (x + 1, day) : (x, last);
            }

            (X[i], Tx[i], Observed[i]) = (x, last, observed);
        }
    }

    internal int[] X { get; }

    internal double[] Tx { get; }

    internal double[] Observed { get; }

    internal HistoryColumns Columns => new(X, Tx, Observed, TimeUnit.Days);
}
