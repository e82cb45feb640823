using Churn.Statistics.Fitting;
using Churn.Statistics.Histories;
using Churn.Statistics.Models.BetaGeometric;
using Churn.Statistics.Models.Nbd;

namespace Churn.Statistics.Models.MbgCnbdK;

/// <summary>Fits the MBG/CNBD-k and estimates k. A k above 1 requires groups with Σ ln gap; without it k is 1.</summary>
public static class MbgCnbdKFitter
{
    /// <summary>Tries k = 1, 2, … up to <paramref name="maximumK"/> until the likelihood falls, and keeps the best.</summary>
    public static FitResult<MbgCnbdKParameters> Fit(
        GroupedHistories groups, FitOptions<MbgCnbdKParameters>? options = null, int maximumK = 6)
    {
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumK, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maximumK, MbgCnbdKParameters.MaximumK);
        options ??= new FitOptions<MbgCnbdKParameters>();
        var summary = HistorySummary.Of(groups.Columns);
        if (FitReport.IsTooLittle(summary, options))
        {
            return FitReport.Refused<MbgCnbdKParameters>(FitReason.TooLittleData, summary, groups.Unit);
        }

        var best = FitK(groups, summary, options, 1);
        for (var k = 2; k <= maximumK && double.IsFinite(groups.LogGapSum); k++)
        {
            var next = FitK(groups, summary, options, k);
            if (!next.IsUsable || !(next.LogLikelihood > best.LogLikelihood))
            {
                break;
            }

            best = next;
        }

        return best;
    }

    /// <summary>Fits with a given k.</summary>
    private static FitResult<MbgCnbdKParameters> FitK(
        GroupedHistories groups, HistorySummary summary, FitOptions<MbgCnbdKParameters> options, int k)
    {
        var space = SearchSpace.For(options, summary.LongestObservation, groups.Unit);
        var starts = options.Starts.IsDefaultOrEmpty
            ? BetaGeometricFit.DefaultStarts(summary, options, groups.Unit)
            : MultiStart.Given(options, groups.Unit);
        foreach (var start in options.Starts.IsDefaultOrEmpty ? starts : [])
        {
            start[1] -= Math.Log(k);
        }

        var objective = new MbgCnbdKObjective(groups, summary, k);
        var (best, iterations) = MultiStart.Run(objective, space, starts, options.MaximumIterations);
        var window = new Period(summary.LongestObservation, groups.Unit);
        var result = FitReport.Of(best, iterations, options, summary.Buyers, window);
        result = result with { Parameters = result.Parameters?.WithK(k) };
        return options.Prior is null && best is not null
            ? CompareWithoutDropout(result, objective, space, best, groups, summary, options)
            : result;
    }

    /// <summary>Compares a fit with one of the same k without dropout, in which a and b are held where buyers do not drop out.</summary>
    private static FitResult<MbgCnbdKParameters> CompareWithoutDropout(
        FitResult<MbgCnbdKParameters> result,
        MbgCnbdKObjective objective,
        SearchSpace space,
        Minimum best,
        GroupedHistories groups,
        HistorySummary summary,
        FitOptions<MbgCnbdKParameters> options)
    {
        var nobody = new[] { best.Logs[0], best.Logs[1], space.Lower[2], space.Upper[3] };
        (space.Upper[2], space.Lower[3]) = (nobody[2], nobody[3]);
        var (without, _) = MultiStart.Run(objective, space, [nobody], options.MaximumIterations);
        if (without is null || without.Unpenalised - best.Unpenalised >= options.DropoutEvidence)
        {
            return result;
        }

        var nbd = NbdFitter.Fit(groups.Columns, summary, new FitOptions<NbdParameters> { MinimumBuyers = 0, MinimumRepeatBuyers = 0 });
        return result with
        {
            Reason = FitReason.DropoutNotIdentified,
            Parameters = null,
            StandardErrors = [],
            Flags = result.Flags | FitFlags.DropoutNotIdentified,
            WithoutDropout = nbd.Parameters,
            LogLikelihoodWithoutDropout = nbd.LogLikelihood,
        };
    }
}
