using Churn.Statistics.Fitting;
using Churn.Statistics.Histories;

namespace Churn.Statistics.Models.Nbd;

/// <summary>
/// Checks whether dropout is identified. No dropout is a limiting case of every model here. If it explains the data as
/// well, dropout is not identified.
/// </summary>
internal static class DropoutCheck
{
    internal static FitResult<TParameters> Apply<TParameters>(
        FitResult<TParameters> result, HistoryColumns rows, HistorySummary summary, FitOptions<TParameters> options)
        where TParameters : struct, IModelParameters<TParameters>
    {
        if (options.Prior is not null)
        {
            return result;
        }

        var nbd = NbdFitter.Fit(rows, summary, new FitOptions<NbdParameters>
        {
            MaximumIterations = options.MaximumIterations,
            MinimumBuyers = 0,
            MinimumRepeatBuyers = 0,
        });
        result = result with { WithoutDropout = nbd.Parameters, LogLikelihoodWithoutDropout = nbd.LogLikelihood };
        var identified = result.LogLikelihood - nbd.LogLikelihood >= options.DropoutEvidence;
        return identified || !nbd.IsUsable
            ? result
            : result with
            {
                Reason = FitReason.DropoutNotIdentified,
                Parameters = null,
                StandardErrors = [],
                Flags = (result.Flags & ~(FitFlags.ParameterCapped | FitFlags.NoStandardErrors)) | FitFlags.DropoutNotIdentified,
            };
    }
}
