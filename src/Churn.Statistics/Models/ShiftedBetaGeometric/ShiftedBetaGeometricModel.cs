using Churn.Statistics.Models.SpecialFunctions;

namespace Churn.Statistics.Models.ShiftedBetaGeometric;

/// <summary>Survival, retention and residual lifetime of contracts, in contract periods.</summary>
/// <remarks>
/// Retention rises with tenure because the customers most likely to leave have left, not because the others became more loyal.
/// </remarks>
public sealed class ShiftedBetaGeometricModel(ShiftedBetaGeometricParameters parameters)
{
    /// <summary>The parameters.</summary>
    public ShiftedBetaGeometricParameters Parameters { get; } = parameters;

    /// <summary>P(still running after <paramref name="renewals"/> renewals), 1 for none.</summary>
    public double Survival(int renewals)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(renewals);
        return Math.Exp(Math.Min(0, LogSurvival(renewals)));
    }

    /// <summary>P(not renewed at renewal <paramref name="renewal"/> = 1, 2, …).</summary>
    public double ProbabilityOfEnd(int renewal) => Survival(renewal - 1) * (1 - Retention(renewal));

    /// <summary>P(renewed at renewal <paramref name="renewal"/> = 1, 2, … | renewed until then) = (β+t−1)/(α+β+t−1).</summary>
    public double Retention(int renewal)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(renewal, 1);
        var kept = Parameters.Beta + renewal - 1;
        return kept / (Parameters.Alpha + kept);
    }

    /// <summary>
    /// P(not renewed within the next <paramref name="periods"/> | survived <paramref name="renewals"/>): churn together with its horizon.
    /// </summary>
    public double ProbabilityOfEndWithin(int periods, int renewals)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(periods);
        ArgumentOutOfRangeException.ThrowIfNegative(renewals);
        return -LogSpace.ExpM1(Math.Min(0, LogSurvival(renewals + periods) - LogSurvival(renewals)));
    }

    /// <summary>
    /// DERL: the expected discounted number of future renewals of a contract that is about to reach renewal n = <paramref name="renewals"/>
    /// + 1, with the next one undiscounted: (β+n−1)/(α+β+n−1)·2F1(1, β+n; α+β+n; 1/(1+d)) (Fader and Hardie 2010).
    /// </summary>
    /// <param name="renewals">Number of past renewals of the contract.</param>
    /// <param name="discountRate">Discount rate per contract period, at least 1e-6.</param>
    public double DiscountedResidualLifetime(int renewals, double discountRate)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(renewals);
        ArgumentOutOfRangeException.ThrowIfLessThan(discountRate, 1e-6);
        var (a, b) = (Parameters.Alpha, Parameters.Beta + renewals + 1);
        var z = 1 / (1 + discountRate);
        return Retention(renewals + 1) * BetaExpectation.Of(b, a, new GeometricSum(z));
    }

    /// <summary>As <see cref="DiscountedResidualLifetime"/>, but only up to <paramref name="periods"/> renewals ahead.</summary>
    public double DiscountedRenewals(int renewals, int periods, double discountRate)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(renewals);
        ArgumentOutOfRangeException.ThrowIfNegative(periods);
        ArgumentOutOfRangeException.ThrowIfNegative(discountRate);
        var (sum, survival, discount) = (0.0, 1.0, 1.0);
        for (var i = 1; i <= periods && survival * discount > 1e-18; i++)
        {
            survival *= Retention(renewals + i);
            sum += survival * discount;
            discount /= 1 + discountRate;
        }

        return sum;
    }

    private double LogSurvival(int n) =>
        GammaFunctions.LogRising(Parameters.Beta, n) - GammaFunctions.LogRising(Parameters.Alpha + Parameters.Beta, n);
}
