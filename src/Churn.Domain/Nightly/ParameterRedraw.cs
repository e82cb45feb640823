using System.Collections.Immutable;
using Churn.Domain.Labels.Scores;
using Churn.Statistics.Fitting;
using Churn.Statistics.Histories;
using Churn.Statistics.Models;
using Churn.Statistics.Models.MbgNbd;

namespace Churn.Domain.Nightly;

/// <summary>
/// Measures how unsure a fit is: repeats it on redrawn buyers, each taken a Poisson(1) number of times (the bootstrap of B. Efron (1979),
/// Annals of Statistics 7, 1-26, with independent counts). Correlated parameters stay correlated, which standard errors alone would lose.
/// </summary>
internal static class ParameterRedraw
{
    internal const int Draws = 20;

    /// <summary>
    /// With more distinct histories, a shop's parameters are so sure that an interval would be a point, and redrawing would take minutes.
    /// </summary>
    internal const int MostGroups = 100_000;

    internal static ImmutableArray<PurchaseParameters> Of(
        GroupedHistories groups, FitOptions<MbgNbdParameters> options, PurchaseParameters estimate, int seed)
    {
        if (groups.Count > MostGroups)
        {
            return [];
        }

        var chance = new Random(seed);
        var starts = estimate is { A: { } a, B: { } b }
            ? options with { Starts = [new MbgNbdParameters(estimate.R, estimate.Alpha, a, b, TimeUnit.Days)] }
            : options;
        var drawn = ImmutableArray.CreateBuilder<PurchaseParameters>(Draws);
        for (var i = 0; i < Draws; i++)
        {
            if (PurchaseParameters.Of(PurchaseModels.From(MbgNbdFitter.Fit(Redraw(groups, chance), starts))) is { } parameters)
            {
                drawn.Add(parameters);
            }
        }

        return drawn.ToImmutable();
    }

    private static GroupedHistories Redraw(GroupedHistories groups, Random chance)
    {
        var rows = groups.Columns;
        var drawn = new GroupedHistories(groups.Unit);
        for (var i = 0; i < rows.Length; i++)
        {
            if (Poisson(rows.Weights[i], chance) is > 0 and var weight)
            {
                drawn.Add(new PurchaseHistory(rows.X[i], rows.Tx[i], rows.T[i], rows.Unit), weight);
            }
        }

        return drawn;
    }

    /// <summary>
    /// Draws a Poisson number from the gaps of a Poisson process. For means above 50 it uses the normal distribution, whose error is below
    /// one percent there.
    /// </summary>
    internal static int Poisson(double mean, Random chance)
    {
        if (mean > 50)
        {
            var normal = Math.Sqrt(-2 * Math.Log(1 - chance.NextDouble())) * Math.Cos(2 * Math.PI * chance.NextDouble());
            return (int)Math.Max(0, Math.Round(mean + (Math.Sqrt(mean) * normal)));
        }

        var count = 0;
        for (var time = -Math.Log(1 - chance.NextDouble()); time < mean; time -= Math.Log(1 - chance.NextDouble()))
        {
            count++;
        }

        return count;
    }
}
