using Churn.Statistics.Fitting;
using Churn.Statistics.Models.SpecialFunctions;

namespace Churn.Statistics.Models.ShiftedBetaGeometric;

/// <summary>
/// Minus the log-likelihood: α (β)_{t−1}/(α+β)_t for a contract that ended at t, (β)_n/(α+β)_n for one that is still running after n.
/// </summary>
internal sealed class ShiftedBetaGeometricObjective : IObjective
{
    private readonly double _ended;
    private readonly RisingSums _renewals;
    private readonly RisingSums _chances;

    internal ShiftedBetaGeometricObjective(ContractHistories histories)
    {
        var renewals = new Dictionary<int, double>(histories.RunningAfter);
        var chances = new Dictionary<int, double>(histories.RunningAfter);
        foreach (var (t, contracts) in histories.EndedAt)
        {
            renewals[t - 1] = renewals.GetValueOrDefault(t - 1) + contracts;
            chances[t] = chances.GetValueOrDefault(t) + contracts;
            _ended += contracts;
        }

        (_renewals, _chances) = (new RisingSums(renewals, 1, 0), new RisingSums(chances, 1, 0));
    }

    public int Dimension => 2;

    public double Evaluate(scoped ReadOnlySpan<double> parameters, scoped Span<double> gradient, scoped Span<double> hessian)
    {
        var (alpha, beta) = (parameters[0], parameters[1]);
        var inBeta = _renewals.At(beta);
        var inBoth = _chances.At(alpha + beta);
        gradient[0] = inBoth.First - (_ended / alpha);
        gradient[1] = inBoth.First - inBeta.First;
        hessian[0] = inBoth.Second + (_ended / (alpha * alpha));
        hessian[1] = hessian[2] = inBoth.Second;
        hessian[3] = inBoth.Second - inBeta.Second;
        return inBoth.Value - inBeta.Value - (_ended * Math.Log(alpha));
    }
}
