using Churn.Statistics.Histories;
using Churn.Statistics.Models.SpecialFunctions;

namespace Churn.Statistics.Models.BetaGeometric;

/// <summary>The answers of BG/NBD (m = 0) and MBG/NBD (m = 1). Times are in the unit of α.</summary>
internal sealed class BetaGeometricModel(double r, double alpha, double a, double b, int m, TimeUnit unit)
{
    internal TimeUnit Unit => unit;

    internal double R => r;

    internal double Alpha => alpha;

    internal double A => a;

    internal double B => b;

    internal int M => m;

    /// <summary>P(alive) right after the first purchase: 1 for BG/NBD, b/(a+b) for MBG/NBD.</summary>
    private double AliveAtStart => m == 0 ? 1 : b / (a + b);

    internal double ProbabilityAlive(PurchaseHistory h)
    {
        h = h.In(unit);
        if (h.X == 0 && m == 0)
        {
            return 1;
        }

        var logOdds = Math.Log(a) - Math.Log(b + h.X + m - 1) + ((r + h.X) * LogSpace.Log1P((h.T - h.Tx) / (alpha + h.Tx)));
        return LogSpace.Sigmoid(-logOdds);
    }

    internal double ExpectedPurchases(Period period) => AliveAtStart * New().ExpectedPurchases(period.In(unit));

    internal double ExpectedPurchases(PurchaseHistory h, Period period) =>
        ProbabilityAlive(h) * Known(h).ExpectedPurchases(period.In(unit));

    internal double ProbabilityOfNoOrder(PurchaseHistory h, Period horizon) =>
        1 - (ProbabilityAlive(h) * Known(h).ProbabilityOfOrder(horizon.In(unit)));

    internal double ProbabilityOfCount(int count, Period period) => Mix(AliveAtStart, New(), count, period);

    internal double ProbabilityOfCount(PurchaseHistory h, int count, Period period) => Mix(ProbabilityAlive(h), Known(h), count, period);

    internal Period? NextOrderIfAlive(PurchaseHistory h, double quantile)
    {
        h = h.In(unit);
        Waiting.ThrowIfNotBetweenZeroAndOne(quantile);
        return h.X == 0 ? null : Waiting.Quantile(r + h.X, alpha + h.T, quantile, unit);
    }

    internal Period? NextOrder(PurchaseHistory h, double quantile)
    {
        Waiting.ThrowIfNotBetweenZeroAndOne(quantile);
        var alive = ProbabilityAlive(h);
        return quantile < alive ? NextOrderIfAlive(h, quantile / alive) : null;
    }

    internal double DiscountedPurchases(PurchaseHistory h, Period horizon, double annualDiscountRate) =>
        ProbabilityAlive(h) * Known(h).DiscountedPurchases(horizon.In(unit), Discounting.Continuous(annualDiscountRate, unit));

    private static double Mix(double alive, BetaGeometricProcess process, int count, Period period)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var t = period.In(process.Unit);
        return count == 0 ? 1 - (alive * process.ProbabilityOfOrder(t)) : alive * process.ProbabilityOfExactly(count, t);
    }

    private BetaGeometricProcess New() => new(r, alpha, a, b + m, unit);

    private BetaGeometricProcess Known(PurchaseHistory h)
    {
        h = h.In(unit);
        return new BetaGeometricProcess(r + h.X, alpha + h.T, a, b + h.X + m, unit);
    }
}
