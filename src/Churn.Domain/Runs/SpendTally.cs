using Churn.Statistics.GammaGamma;

namespace Churn.Domain.Runs;

/// <summary>
/// Buyers by purchase days and mean spend on one. Means are kept to two percent, so that the size does not grow with the buyers. All purchase days are averaged,
/// the first too, and counted so: facts hold one sum.
/// </summary>
internal sealed class SpendTally
{
    private static readonly double Step = Math.Log(1.02);

    private readonly SortedDictionary<(int Days, int Bin), int> _buyers = [];

    internal IEnumerable<(int Days, int Bin, int Buyers)> Groups => _buyers.Select(group => (group.Key.Days, group.Key.Bin, group.Value));

    internal int Count => _buyers.Count;

    /// <summary>The bin of a mean, minor units; null: nothing positive was spent.</summary>
    internal static int? BinOf(int days, long netValue) => days > 0 && netValue > 0 ? Math.Max(0, (int)Math.Round(Math.Log((double)netValue / days) / Step)) : null;

    internal static double MeanOf(int bin) => Math.Exp(bin * Step);

    internal void Add(int days, int bin, int buyers) => _buyers[(days, bin)] = _buyers.GetValueOrDefault((days, bin)) + buyers;

    internal SpendHistories ToHistories()
    {
        var histories = new SpendHistories();
        foreach (var (days, bin, buyers) in Groups)
        {
            histories.Add(days, MeanOf(bin), buyers);
        }

        return histories;
    }
}
