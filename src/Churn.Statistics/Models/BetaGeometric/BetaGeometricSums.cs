namespace Churn.Statistics.Models.BetaGeometric;

/// <summary>The sums of one pass over the buyers: the timing part of the log-likelihood and the parts of its derivatives.</summary>
/// <remarks>p = P(dropped out), q = p(1 − p), v = 1/(b + x + m − 1), Δ = ln((α+T)/(α+tx)), δ = dΔ·(r+x)/dα.</remarks>
internal struct BetaGeometricSums
{
    internal double Value;
    internal double GradientR;
    internal double GradientAlpha;
    internal double P;
    internal double PV;
    internal double RR;
    internal double RAlpha;
    internal double QDelta;
    internal double QDeltaV;
    internal double AlphaAlpha;
    internal double QSlope;
    internal double QSlopeV;
    internal double Q;
    internal double QV;
    internal double PQVV;

    internal void Add(in BetaGeometricSums other)
    {
        Value += other.Value;
        GradientR += other.GradientR;
        GradientAlpha += other.GradientAlpha;
        P += other.P;
        PV += other.PV;
        RR += other.RR;
        RAlpha += other.RAlpha;
        QDelta += other.QDelta;
        QDeltaV += other.QDeltaV;
        AlphaAlpha += other.AlphaAlpha;
        QSlope += other.QSlope;
        QSlopeV += other.QSlopeV;
        Q += other.Q;
        QV += other.QV;
        PQVV += other.PQVV;
    }
}
