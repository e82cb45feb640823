using Churn.Statistics.BetaGeometric;
using Churn.Statistics.Histories;
using Churn.Statistics.Optimization;

namespace Churn.Statistics.BgNbd;

/// <summary>Fits the BG/NBD by maximum likelihood, or with a prior by its penalised form. Never throws for bad data.</summary>
public static class BgNbdFitter
{
    /// <summary>Fits groups: as long for ten million buyers as for ten thousand with as many distinct histories.</summary>
    public static FitResult<BgNbdParameters> Fit(GroupedHistories groups, FitOptions<BgNbdParameters>? options = null)
    {
        ArgumentNullException.ThrowIfNull(groups);
        return Fit(groups.Columns, options);
    }

    /// <summary>Fits rows without copying them.</summary>
    public static FitResult<BgNbdParameters> Fit(HistoryColumns rows, FitOptions<BgNbdParameters>? options = null) =>
        BetaGeometricFit.Run(rows, options ?? new FitOptions<BgNbdParameters>(), 0);
}
