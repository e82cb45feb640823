using Churn.Statistics.Models.SpecialFunctions;

namespace Churn.Statistics.Models.BgBb;

/// <summary>
/// The answers of a fitted BG/BB, in opportunities. It suits purchases at discrete occasions: seasons, yearly rounds, trade fairs.
/// </summary>
public sealed class BgBbModel(BgBbParameters parameters)
{
    /// <summary>The parameters.</summary>
    public BgBbParameters Parameters { get; } = parameters;

    /// <summary>P(alive at opportunity n + <paramref name="ahead"/>).</summary>
    /// <param name="ahead">
    /// 1 for the coming opportunity, 0 for the last one of the history. Confusing the two is a common off-by-one error.
    /// </param>
    public double ProbabilityAlive(OpportunityHistory history, int ahead = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(ahead);
        return Math.Min(1, Math.Exp(LogAlive(history, ahead)));
    }

    /// <summary>Expected purchases at the next <paramref name="opportunities"/>.</summary>
    public double ExpectedPurchases(OpportunityHistory history, int opportunities)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(opportunities);
        var (sum, alive) = (0.0, ProbabilityAlive(history, 0));
        for (var i = 0; i < opportunities && alive > 1e-300; i++)
        {
            alive *= (Parameters.Delta + history.N + i) / (Parameters.Gamma + Parameters.Delta + history.N + i);
            sum += alive;
        }

        return sum * PurchaseProbability(history);
    }

    /// <summary>P(no purchase at any of the next <paramref name="opportunities"/>): churn with its horizon.</summary>
    public double ProbabilityOfNoOrder(OpportunityHistory history, int opportunities)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(opportunities);
        Span<double> parameters = stackalloc double[4];
        Parameters.CopyTo(parameters);
        var longer = new OpportunityHistory(history.X, history.Tx, history.N + opportunities);
        var logRatio = BgBbLikelihood.Of(parameters, longer, 0, default) - BgBbLikelihood.Of(parameters, history, 0, default);
        return Math.Min(1, Math.Exp(logRatio));
    }

    /// <summary>DERT: expected purchases at all opportunities to come, discounted at a rate of at least 1e-6 for each.</summary>
    public double DiscountedResidualPurchases(OpportunityHistory history, double discountRate)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(discountRate, 1e-6);
        var z = 1 / (1 + discountRate);
        var series = BetaExpectation.Of(Parameters.Delta + history.N + 1, Parameters.Gamma, new GeometricSum(z));
        return ProbabilityAlive(history) * PurchaseProbability(history) * z * series;
    }

    /// <summary>E[p | history, alive].</summary>
    private double PurchaseProbability(OpportunityHistory h) => (Parameters.Alpha + h.X) / (Parameters.Alpha + Parameters.Beta + h.N);

    private double LogAlive(OpportunityHistory h, int ahead)
    {
        var p = Parameters;
        Span<double> parameters = stackalloc double[4];
        p.CopyTo(parameters);
        var purchases = GammaFunctions.LogRising(p.Alpha, h.X)
            + GammaFunctions.LogRising(p.Beta, h.N - h.X)
            - GammaFunctions.LogRising(p.Alpha + p.Beta, h.N);
        var survival = GammaFunctions.LogRising(p.Delta, h.N + ahead) - GammaFunctions.LogRising(p.Gamma + p.Delta, h.N + ahead);
        return purchases + survival - BgBbLikelihood.Of(parameters, h, 0, default);
    }
}
