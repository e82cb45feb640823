using Churn.Statistics.Descriptive;

namespace Churn.Domain.Reports;

/// <summary>How value is spread over the buyers.</summary>
internal static class WorthSection
{
    private static readonly double[] Shares = [0, 0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];

    internal static ConcentrationFigures Concentration(WorthColumns buyers)
    {
        var spread = RevenueConcentration.Of(Array.ConvertAll(buyers.NetValue, value => Math.Max(0, value)));
        return new ConcentrationFigures(
            spread.Count,
            spread.Gini,
            [
                .. Shares.Select(share => (Share: share, Revenue: spread.ShareOfTop(share))).Where(pair => pair.Revenue is not null)
                    .Select(pair => new TopShare(pair.Share, pair.Revenue!.Value)),
            ],
            spread.BuyersForShare(0.5));
    }

    internal static RfmFigures? Rfm(WorthColumns buyers)
    {
        if (buyers.NetValue.Length == 0)
        {
            return null;
        }

        var scoring = RfmScoring.ByQuantiles(buyers.DaysSinceLast, buyers.Purchases, buyers.NetValue);
        var scores = new RfmScore[buyers.NetValue.Length];
        scoring.ScoreAll(buyers.DaysSinceLast, buyers.Purchases, buyers.NetValue, scores);
        var cells = new SortedDictionary<int, (RfmScore Score, long Buyers, long NetValue)>();
        for (var i = 0; i < scores.Length; i++)
        {
            var cell = cells.GetValueOrDefault(scores[i].Code);
            cells[scores[i].Code] = (scores[i], cell.Buyers + 1, cell.NetValue + buyers.NetValue[i]);
        }

        // An edge is the highest value that still gets the lower score. Days since the last purchase are negated
        // before scoring, so one day less than the edge scores higher.
        return new RfmFigures(
            [.. scoring.RecencyEdges.ToArray().Reverse().Select(edge => -edge - 1)],
            scoring.FrequencyEdges.ToArray(),
            scoring.MonetaryEdges.ToArray(),
            [
                .. cells.Values.Select(cell => new RfmCell(
                    cell.Score.Recency, cell.Score.Frequency, cell.Score.Monetary, cell.Buyers, cell.NetValue)),
            ]);
    }
}
