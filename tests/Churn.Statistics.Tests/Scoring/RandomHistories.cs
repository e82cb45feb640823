using Churn.Statistics.Descriptive;

namespace Churn.Statistics.Tests.Scoring;

internal static class RandomHistories
{
    /// <summary>Draws buyers with one to many orders on random days; a day may have several orders, and rows have no order.</summary>
    internal static OrderHistories Draw(Random random, int buyers, int days)
    {
        var histories = new int[buyers][];
        for (var i = 0; i < buyers; i++)
        {
            var first = random.Next(days);
            histories[i] = new int[1 + (random.Next(3) == 0 ? random.Next(12) : 0)];
            for (var j = 0; j < histories[i].Length; j++)
            {
                histories[i][j] = random.Next(first, days);
            }
        }

        return OrderHistories.From(histories);
    }

    /// <summary>
    /// Simulates a shop as the models see it: each buyer orders at a gamma(1) rate of their own, and stops for good after an order with a
    /// chance of their own.
    /// </summary>
    internal static OrderHistories Simulate(Random random, int buyers, int days, double meanGap, double dropout)
    {
        var histories = new int[buyers][];
        for (var i = 0; i < buyers; i++)
        {
            var rate = -Math.Log(1 - random.NextDouble()) / meanGap;
            double day = random.Next(days / 2);
            var orders = new List<int>();
            while (day < days)
            {
                orders.Add((int)day);
                day += random.NextDouble() < dropout ? days : -Math.Log(1 - random.NextDouble()) / rate;
            }

            histories[i] = [.. orders];
        }

        return OrderHistories.From(histories);
    }
}
