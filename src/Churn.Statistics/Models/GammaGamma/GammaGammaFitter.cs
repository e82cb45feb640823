using System.Collections.Immutable;
using Churn.Statistics.Fitting;
using Churn.Statistics.Histories;

namespace Churn.Statistics.Models.GammaGamma;

/// <summary>Fits the Gamma-Gamma model of spend per order.</summary>
public static class GammaGammaFitter
{
    /// <summary>Fits by maximum likelihood, or by penalised likelihood if there is a prior. Never throws for bad data.</summary>
    public static FitResult<GammaGammaParameters> Fit(SpendHistories histories, FitOptions<GammaGammaParameters>? options = null)
    {
        ArgumentNullException.ThrowIfNull(histories);
        options ??= new FitOptions<GammaGammaParameters>();
        if (histories.Count == 0 || (options.Prior is null && (histories.Buyers < options.MinimumBuyers || histories.Count < 3)))
        {
            return FitReport.Refused<GammaGammaParameters>(FitReason.TooLittleData, null, TimeUnit.Days) with { Buyers = histories.Buyers };
        }

        var scale = 0.0;
        foreach (var ((_, mean), weight) in histories.Weights)
        {
            scale += mean * (weight / histories.Buyers);
        }

        var scaled = options with
        {
            Starts = [.. options.Starts.Select(start => Rescale(start, 1 / scale))],
            Prior = options.Prior is { } prior ? prior with { Center = Rescale(prior.Center, 1 / scale) } : null,
        };
        var space = SearchSpace.For(scaled, 1, TimeUnit.Days);
        var starts = scaled.Starts.IsEmpty ? DefaultStarts : scaled.Starts;
        var (best, iterations) = MultiStart.Run(
            new GammaGammaObjective(histories, scale), space, starts.Select(MultiStart.Logs), options.MaximumIterations);
        return InMoney(FitReport.Of(best, iterations, scaled, histories.Buyers, default), scale);
    }

    /// <summary>The starting points. With the mean scaled to one, γ = (q − 1)/p.</summary>
    private static ImmutableArray<GammaGammaParameters> DefaultStarts =>
        [new GammaGammaParameters(5, 4, 0.6), new GammaGammaParameters(1, 2, 1), new GammaGammaParameters(20, 6, 0.25)];

    private static GammaGammaParameters Rescale(GammaGammaParameters parameters, double factor) =>
        new(parameters.P, parameters.Q, parameters.Gamma * factor);

    /// <summary>Converts a fit on scaled means back to money. The density of each mean then has a factor 1/scale.</summary>
    private static FitResult<GammaGammaParameters> InMoney(FitResult<GammaGammaParameters> fit, double scale) => fit with
    {
        LogLikelihood = fit.LogLikelihood - (fit.Buyers * Math.Log(scale)),
        Parameters = fit.Parameters is { } parameters ? Rescale(parameters, scale) : null,
        StandardErrors = fit.StandardErrors.IsEmpty ? [] : fit.StandardErrors.SetItem(2, fit.StandardErrors[2] * scale),
    };
}
