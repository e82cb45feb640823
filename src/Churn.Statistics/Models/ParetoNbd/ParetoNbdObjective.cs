using Churn.Statistics.Fitting;
using Churn.Statistics.Histories;
using Churn.Statistics.Models.SpecialFunctions;

namespace Churn.Statistics.Models.ParetoNbd;

/// <summary>Minus the Pareto/NBD log-likelihood: x purchases, then either alive at T or dropped out at some y between tx and T.</summary>
internal sealed class ParetoNbdObjective(GroupedHistories groups, HistorySummary summary) : GradientObjective
{
    private readonly RisingSums _purchases = new(summary.WeightByCount, 1, 0);

    public override int Dimension => 4;

    public override double Evaluate(ReadOnlySpan<double> parameters, Span<double> gradient)
    {
        var (r, alpha, s, beta) = (parameters[0], parameters[1], parameters[2], parameters[3]);
        var rows = groups.Columns;
        var (value, dr, dAlpha, ds, dBeta) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < rows.Length; i++)
        {
            var (x, tx, T, w) = (rows.X[i], rows.Tx[i], rows.T[i], rows.Weights[i]);
            var died = ParetoIntegral.Of(r + x, alpha, s + 1, beta, tx, T);
            var (logA, logB) = (Math.Log(alpha + T), Math.Log(beta + T));
            var alive = -((r + x) * logA) - (s * logB);
            var dead = Math.Log(s) + died.Log;
            var p = LogSpace.Sigmoid(dead - alive);
            value += w * LogSpace.LogAddExp(alive, dead);
            dr -= w * (((1 - p) * logA) + (p * died.LogAlpha));
            dAlpha -= w * (r + x) * (((1 - p) / (alpha + T)) + (p * died.InverseAlpha));
            ds += w * ((p * ((1 / s) - died.LogBeta)) - ((1 - p) * logB));
            dBeta -= w * (((1 - p) * s / (beta + T)) + (p * (s + 1) * died.InverseBeta));
        }

        var n = groups.Buyers;
        var inR = _purchases.At(r);
        gradient[0] = -(dr + inR.First + (n * Math.Log(alpha)));
        gradient[1] = -(dAlpha + (n * r / alpha));
        gradient[2] = -(ds + (n * Math.Log(beta)));
        gradient[3] = -(dBeta + (n * s / beta));
        return -(value + inR.Value + (n * ((r * Math.Log(alpha)) + (s * Math.Log(beta)))));
    }
}
