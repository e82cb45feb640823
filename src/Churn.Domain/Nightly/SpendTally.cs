using Churn.Statistics.Models.GammaGamma;

namespace Churn.Domain.Nightly;

/// <summary>
/// Counts buyers by purchase days and mean spend on one day. Means are kept to two percent, so that the size does not grow with the buyers.
/// The mean is over all purchase days, the first included, because the facts hold only one sum.
/// </summary>
internal sealed class SpendTally
{
    private static readonly double Step = Math.Log(1.02);

    private readonly SortedDictionary<(int Days, int Bin), int> _buyers = [];

    internal IEnumerable<(int Days, int Bin, int Buyers)> Groups => _buyers.Select(group => (group.Key.Days, group.Key.Bin, group.Value));

    internal int Count => _buyers.Count;

    /// <summary>The bin of a mean in minor units; null if nothing positive was spent.</summary>
    internal static int? BinOf(int days, long netValue) => days > 0 && netValue > 0
        ? Math.Max(0, (int)Math.Round(Math.Log((double)netValue / days) / Step))
        : null;

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
