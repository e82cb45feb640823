using Churn.Domain.Labels.Scores;
using Churn.Statistics.Histories;

namespace Churn.Domain.Nightly;

/// <summary>
/// Adds to a model what clients are worth: the percentiles of their values, and the value from which on a client is a VIP.
/// </summary>
internal static class ClientWorth
{
    /// <summary>VIPs are the most valuable clients who together make this share of all clients' predicted margin.</summary>
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
            ClientValues =
            [
                .. Enumerable.Range(0, 101).Select(percent => (long)Math.Floor(values[(int)((long)percent * (values.Length - 1) / 100)])),
            ],
        };
    }

    private static double[] Values(ShopModel model, IReadOnlyList<ClientRow> clients)
    {
        if (model.Purchases?.ToModel() is not { } purchases || model.Spend?.ToModel() is not { } spend)
        {
            return [];
        }

        var worth = clients.Where(client => client.Bin is not null).ToList();
        var x = worth.Select(c => c.X).ToArray();
        var tx = worth.Select(c => (double)c.Tx).ToArray();
        var ages = worth.Select(c => (double)c.T).ToArray();
        var values = new double[worth.Count];
        var histories = new HistoryColumns(x, tx, ages, TimeUnit.Days);
        purchases.DiscountedPurchases(histories, ScoreTerms.Horizon, ScoreTerms.AnnualDiscountRate, values);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] *= model.MarginPercent / 100.0 * (spend.ExpectedSpend(x[i] + 1, SpendTally.MeanOf(worth[i].Bin!.Value)) ?? 0);
        }

        return values;
    }
}

/// <summary>A client's history, from which the client's value is predicted once the model is fitted.</summary>
/// <param name="X">Repeat purchase days.</param>
/// <param name="Tx">Days from the first purchase to the last.</param>
/// <param name="T">Days from the first purchase to the run's date.</param>
/// <param name="Bin">Mean spend as <see cref="SpendTally"/> keeps it; null if nothing positive was spent in the shop's currency.</param>
internal readonly record struct ClientRow(int X, int Tx, int T, int? Bin) : IComparable<ClientRow>
{
    public int CompareTo(ClientRow other) => (X, Tx, T, Bin ?? -1).CompareTo((other.X, other.Tx, other.T, other.Bin ?? -1));
}
