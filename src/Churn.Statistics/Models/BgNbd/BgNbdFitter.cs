using Churn.Statistics.Fitting;
using Churn.Statistics.Histories;
using Churn.Statistics.Models.BetaGeometric;

namespace Churn.Statistics.Models.BgNbd;

/// <summary>Fits the BG/NBD by maximum likelihood, or with a prior by its penalised form. Never throws for bad data.</summary>
public static class BgNbdFitter
{
    /// <summary>Fits groups. The time depends on the number of distinct histories, not on the number of buyers.</summary>
    public static FitResult<BgNbdParameters> Fit(GroupedHistories groups, FitOptions<BgNbdParameters>? options = null)
    {
        ArgumentNullException.ThrowIfNull(groups);
        return Fit(groups.Columns, options);
    }

    /// <summary>Fits rows without copying them.</summary>
    public static FitResult<BgNbdParameters> Fit(HistoryColumns rows, FitOptions<BgNbdParameters>? options = null) =>
        BetaGeometricFit.Run(rows, options ?? new FitOptions<BgNbdParameters>(), 0);
}
