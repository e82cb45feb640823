using Churn.Statistics.Fitting;
using Churn.Statistics.Histories;

namespace Churn.Statistics.Models.ShiftedBetaGeometric;

/// <summary>Fits the shifted beta-geometric model of contract renewal.</summary>
public static class ShiftedBetaGeometricFitter
{
    /// <summary>Fits by maximum likelihood, or by penalised likelihood if there is a prior. Never throws for bad data.</summary>
    public static FitResult<ShiftedBetaGeometricParameters> Fit(
        ContractHistories histories, FitOptions<ShiftedBetaGeometricParameters>? options = null)
    {
        ArgumentNullException.ThrowIfNull(histories);
        options ??= new FitOptions<ShiftedBetaGeometricParameters>();
        var ended = histories.EndedAt.Values.Sum();
        if (histories.Contracts <= 0
            || (options.Prior is null && (histories.Contracts < options.MinimumBuyers || ended < options.MinimumRepeatBuyers)))
        {
            return FitReport.Refused<ShiftedBetaGeometricParameters>(FitReason.TooLittleData, null, TimeUnit.Days) with
            {
                Buyers = histories.Contracts,
            };
        }

        var starts = options.Starts.IsDefaultOrEmpty
            ? [new ShiftedBetaGeometricParameters(1, 1), new ShiftedBetaGeometricParameters(0.3, 3)]
            : options.Starts;
        var (best, iterations) = MultiStart.Run(
            new ShiftedBetaGeometricObjective(histories),
            SearchSpace.For(options, 1, TimeUnit.Days),
            starts.Select(MultiStart.Logs),
            options.MaximumIterations);
        return FitReport.Of(best, iterations, options, histories.Contracts, default);
    }
}
