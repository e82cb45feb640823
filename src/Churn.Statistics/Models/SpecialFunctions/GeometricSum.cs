namespace Churn.Statistics.Models.SpecialFunctions;

/// <summary>The function 1/(1 − zu) of u ~ Beta(b, a). Its mean is 2F1(1, b; a+b; z).</summary>
internal readonly struct GeometricSum(double z) : BetaExpectation.IFunctionOfLogit
{
    public double At(double y)
    {
        // 1 − zu = (1 − z) + z(1 − u), and 1 − u without cancellation.
        var rest = y > 700 ? 0 : 1 / (1 + Math.Exp(y));
        return 1 / ((1 - z) + (z * rest));
    }
}
