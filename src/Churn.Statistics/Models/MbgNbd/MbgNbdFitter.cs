using Churn.Statistics.Fitting;
using Churn.Statistics.Histories;
using Churn.Statistics.Models.BetaGeometric;

namespace Churn.Statistics.Models.MbgNbd;

/// <summary>Fits the MBG/NBD by maximum likelihood, or with a prior by its penalised form. Never throws for bad data.</summary>
public static class MbgNbdFitter
{
    /// <summary>Fits groups. The time depends on the number of distinct histories, not on the number of buyers.</summary>
    public static FitResult<MbgNbdParameters> Fit(GroupedHistories groups, FitOptions<MbgNbdParameters>? options = null)
    {
        ArgumentNullException.ThrowIfNull(groups);
        return Fit(groups.Columns, options);
    }

    /// <summary>Fits rows without copying them.</summary>
    public static FitResult<MbgNbdParameters> Fit(HistoryColumns rows, FitOptions<MbgNbdParameters>? options = null) =>
        BetaGeometricFit.Run(rows, options ?? new FitOptions<MbgNbdParameters>(), 1);
}
