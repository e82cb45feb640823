using Churn.Statistics.Fitting;
using Churn.Statistics.Histories;
using Churn.Statistics.Models.SpecialFunctions;

namespace Churn.Statistics.Models.MbgCnbdK;

/// <summary>
/// Minus the log-likelihood for a given k. The single gaps enter only through Σ ln gap, a constant that matters when
/// values of k are compared.
/// </summary>
internal sealed class MbgCnbdKObjective : GradientObjective
{
    private readonly GroupedHistories _groups;
    private readonly int _k;
    private readonly double _constant;
    private readonly RisingSums _purchases;
    private readonly RisingSums _survivals;

    internal MbgCnbdKObjective(GroupedHistories groups, HistorySummary summary, int k)
    {
        (_groups, _k) = (groups, k);
        _constant = k == 1 ? 0 : ((k - 1) * groups.LogGapSum) - (summary.Purchases * GammaFunctions.LogGamma(k));
        _purchases = new RisingSums(summary.WeightByCount, k, 0);
        _survivals = new RisingSums(summary.WeightByCount, 1, 1);
    }

    public override int Dimension => 4;

    public override double Evaluate(ReadOnlySpan<double> parameters, Span<double> gradient)
    {
        var (r, alpha, a, b) = (parameters[0], parameters[1], parameters[2], parameters[3]);
        var rows = _groups.Columns;
        var (value, dr, dAlpha, da, db) = (_constant, 0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < rows.Length; i++)
        {
            var (x, tx, T, w) = (rows.X[i], rows.Tx[i], rows.T[i], rows.Weights[i]);
            var shape = r + ((double)_k * x);
            var stages = ErlangStages.Of(_k, shape, (T - tx) / (alpha + T), default);
            var (logEnd, logLast) = (Math.Log(alpha + T), Math.Log(alpha + tx));
            var alive = Math.Log(stages.Sum) - (shape * logEnd);
            var dead = Math.Log(a / (b + x)) - (shape * logLast);
            var p = LogSpace.Sigmoid(dead - alive);
            value += w * LogSpace.LogAddExp(alive, dead);
            dr += w * (((1 - p) * (stages.MeanHarmonic - logEnd)) - (p * logLast));
            dAlpha -= w * (((1 - p) * (shape + stages.MeanStages) / (alpha + T)) + (p * shape / (alpha + tx)));
            da += w * p / a;
            db -= w * p / (b + x);
        }

        var n = _groups.Buyers;
        var (inR, inB, inAB) = (_purchases.At(r), _survivals.At(b), _survivals.At(a + b));
        gradient[0] = -(dr + inR.First + (n * Math.Log(alpha)));
        gradient[1] = -(dAlpha + (n * r / alpha));
        gradient[2] = -(da - inAB.First);
        gradient[3] = -(db + inB.First - inAB.First);
        return -(value + inR.Value + (n * r * Math.Log(alpha)) + inB.Value - inAB.Value);
    }
}
