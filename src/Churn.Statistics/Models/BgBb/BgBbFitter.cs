using Churn.Statistics.Fitting;
using Churn.Statistics.Histories;

namespace Churn.Statistics.Models.BgBb;

/// <summary>Fits the BG/BB to counted histories.</summary>
public static class BgBbFitter
{
    /// <summary>Fits by maximum likelihood, or by penalised likelihood if there is a prior. Never throws for bad data.</summary>
    /// <param name="buyers">How many buyers have each history. Counts that are not positive are ignored.</param>
    public static FitResult<BgBbParameters> Fit(
        IReadOnlyDictionary<OpportunityHistory, double> buyers, FitOptions<BgBbParameters>? options = null)
    {
        ArgumentNullException.ThrowIfNull(buyers);
        options ??= new FitOptions<BgBbParameters>();
        var counted = buyers.Where(pair => pair.Value > 0 && double.IsFinite(pair.Value)).ToArray();
        var (total, repeat) = (counted.Sum(pair => pair.Value), counted.Where(pair => pair.Key.X > 0).Sum(pair => pair.Value));
        if (total <= 0 || (options.Prior is null && (total < options.MinimumBuyers || repeat < options.MinimumRepeatBuyers)))
        {
            return FitReport.Refused<BgBbParameters>(FitReason.TooLittleData, null, TimeUnit.Days) with { Buyers = total };
        }

        var starts = options.Starts.IsDefaultOrEmpty
            ? [new BgBbParameters(1, 1, 1, 2), new BgBbParameters(0.5, 2, 0.5, 5)]
            : options.Starts;
        var (best, iterations) = MultiStart.Run(
            new Objective(counted), SearchSpace.For(options, 1, TimeUnit.Days), starts.Select(MultiStart.Logs), options.MaximumIterations);
        return FitReport.Of(best, iterations, options, total, default);
    }

    private sealed class Objective(KeyValuePair<OpportunityHistory, double>[] buyers) : GradientObjective
    {
        public override int Dimension => 4;

        public override double Evaluate(ReadOnlySpan<double> parameters, Span<double> gradient)
        {
            gradient.Clear();
            var value = 0.0;
            foreach (var (history, weight) in buyers)
            {
                value -= weight * BgBbLikelihood.Of(parameters, history, -weight, gradient);
            }

            return value;
        }
    }
}
