using Churn.Statistics.BetaGeometric;
using Churn.Statistics.Histories;
using Churn.Statistics.Optimization;

namespace Churn.Statistics.MbgNbd;

/// <summary>Fits the MBG/NBD by maximum likelihood, or with a prior by its penalised form. Never throws for bad data.</summary>
public static class MbgNbdFitter
{
    /// <summary>Fits groups: as long for ten million buyers as for ten thousand with as many distinct histories.</summary>
    public static FitResult<MbgNbdParameters> Fit(GroupedHistories groups, FitOptions<MbgNbdParameters>? options = null)
    {
        ArgumentNullException.ThrowIfNull(groups);
        return Fit(groups.Columns, options);
    }

    /// <summary>Fits rows without copying them.</summary>
    public static FitResult<MbgNbdParameters> Fit(HistoryColumns rows, FitOptions<MbgNbdParameters>? options = null) =>
        BetaGeometricFit.Run(rows, options ?? new FitOptions<MbgNbdParameters>(), 1);
}
