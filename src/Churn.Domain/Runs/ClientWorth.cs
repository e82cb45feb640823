using Churn.Domain.Scores;
using Churn.Statistics.Histories;

namespace Churn.Domain.Runs;

/// <summary>What clients are worth under a model: the percentiles, and the value from which on they make most of the margin.</summary>
internal static class ClientWorth
{
    /// <summary>VIPs are the most valuable clients that together make so much of all clients' predicted margin.</summary>
    private const double VipShare = 0.8;

    internal static ShopModel AddTo(ShopModel model, IReadOnlyList<ClientRow> clients)
    {
        if (Values(model, clients) is not { Length: > 0 } values)
        {
            return model;
        }

        Array.Sort(values);
        var (needed, sum, index) = (VipShare * values.Sum(), 0.0, values.Length);
        while (index > 0 && sum < needed)
        {
            sum += values[--index];
        }

        return model with
        {
            VipValue = (long)Math.Floor(values[Math.Min(index, values.Length - 1)]),
            ClientValues = [.. Enumerable.Range(0, 101).Select(percent => (long)Math.Floor(values[(int)((long)percent * (values.Length - 1) / 100)]))],
        };
    }

    private static double[] Values(ShopModel model, IReadOnlyList<ClientRow> clients)
    {
        if (model.Purchases?.ToModel() is not { } purchases || model.Spend?.ToModel() is not { } spend)
        {
            return [];
        }

        var worth = clients.Where(client => client.Bin is not null).ToList();
        var (x, tx, ages, values) = (worth.Select(c => c.X).ToArray(), worth.Select(c => (double)c.Tx).ToArray(), worth.Select(c => (double)c.T).ToArray(), new double[worth.Count]);
        purchases.DiscountedPurchases(new HistoryColumns(x, tx, ages, TimeUnit.Days), ScoreTerms.Horizon, ScoreTerms.AnnualDiscountRate, values);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] *= model.MarginPercent / 100.0 * (spend.ExpectedSpend(x[i] + 1, SpendTally.MeanOf(worth[i].Bin!.Value)) ?? 0);
        }

        return values;
    }
}
