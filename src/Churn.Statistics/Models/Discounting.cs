using Churn.Statistics.Histories;
using Churn.Statistics.Models.SpecialFunctions;

namespace Churn.Statistics.Models;

internal static class Discounting
{
    /// <summary>The continuous rate δ per unit of time of an annual discount rate: e^(−δ·year) = 1/(1 + annual).</summary>
    internal static double Continuous(double annualDiscountRate, TimeUnit unit)
    {
        if (!(annualDiscountRate >= 0 && double.IsFinite(annualDiscountRate)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(annualDiscountRate), annualDiscountRate, "A discount rate is finite and at least 0.");
        }

        return LogSpace.Log1P(annualDiscountRate) / TimeUnits.PerYear(unit);
    }
}
