using Churn.Statistics.Histories;
using Churn.Statistics.Models.SpecialFunctions;

namespace Churn.Statistics.Models.ParetoNbd;

/// <summary>The answers of a fitted Pareto/NBD. Its buyers may drop out at any moment, not only after a purchase.</summary>
public sealed class ParetoNbdModel(ParetoNbdParameters parameters) : IPurchaseModel
{
    /// <summary>The parameters.</summary>
    public ParetoNbdParameters Parameters { get; } = parameters;

    /// <inheritdoc/>
    public TimeUnit Unit => Parameters.Unit;

    /// <inheritdoc/>
    public double ProbabilityAlive(PurchaseHistory history)
    {
        var (h, p) = (history.In(Unit), Parameters);
        var died = ParetoIntegral.Of(p.R + h.X, p.Alpha, p.S + 1, p.Beta, h.Tx, h.T);
        var alive = -((p.R + h.X) * Math.Log(p.Alpha + h.T)) - (p.S * Math.Log(p.Beta + h.T));
        return LogSpace.Sigmoid(alive - Math.Log(p.S) - died.Log);
    }

    /// <inheritdoc/>
    public double ExpectedPurchases(Period period) => New().ExpectedPurchases(period.In(Unit));

    /// <inheritdoc/>
    public double ExpectedPurchases(PurchaseHistory history, Period period) =>
        ProbabilityAlive(history) * Known(history).ExpectedPurchases(period.In(Unit));

    /// <inheritdoc/>
    public double ProbabilityOfNoOrder(PurchaseHistory history, Period horizon) =>
        1 - (ProbabilityAlive(history) * Known(history).ProbabilityOfOrder(horizon.In(Unit)));

    /// <inheritdoc/>
    public double ProbabilityOfCount(int count, Period period) => Mix(1, New(), count, period);

    /// <inheritdoc/>
    public double ProbabilityOfCount(PurchaseHistory history, int count, Period period) =>
        Mix(ProbabilityAlive(history), Known(history), count, period);

    /// <inheritdoc/>
    /// <remarks>As in the other models, the buyer is assumed to stay alive until the order, so the waiting time is Lomax.</remarks>
    public Period? NextOrderIfAlive(PurchaseHistory history, double quantile)
    {
        Waiting.ThrowIfNotBetweenZeroAndOne(quantile);
        var known = Known(history);
        return history.X == 0 ? null : Waiting.Quantile(known.Shape, known.Rate, quantile, Unit);
    }

    /// <inheritdoc/>
    public Period? NextOrder(PurchaseHistory history, double quantile)
    {
        Waiting.ThrowIfNotBetweenZeroAndOne(quantile);
        var alive = ProbabilityAlive(history);
        return history.X == 0 ? null : Known(history).TimeOfOrder(quantile / alive, Unit);
    }

    /// <inheritdoc/>
    public double DiscountedPurchases(PurchaseHistory history, Period horizon, double annualDiscountRate) =>
        ProbabilityAlive(history) * Known(history).DiscountedPurchases(horizon.In(Unit), Discounting.Continuous(annualDiscountRate, Unit));

    /// <summary>
    /// DERT: discounted purchases without horizon. The rate must be positive, because for s ≤ 1 the undiscounted sum is infinite.
    /// </summary>
    public double DiscountedResidualPurchases(PurchaseHistory history, double annualDiscountRate)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(annualDiscountRate, 1e-6);
        var delta = Discounting.Continuous(annualDiscountRate, Unit);
        return ProbabilityAlive(history) * Known(history).DiscountedPurchases(50 / delta, delta);
    }

    /// <inheritdoc/>
    public void ProbabilityAlive(HistoryColumns rows, Span<double> alive) => RowByRow.Alive(this, rows, alive);

    /// <inheritdoc/>
    public void Score(
        HistoryColumns rows, Period horizon, Period period, Span<double> alive, Span<double> noOrder, Span<double> expected) =>
        RowByRow.Score(this, rows, horizon, period, alive, noOrder, expected);

    /// <inheritdoc/>
    public void DiscountedPurchases(HistoryColumns rows, Period horizon, double annualDiscountRate, Span<double> discounted) =>
        RowByRow.Discount(this, rows, horizon, annualDiscountRate, discounted);

    private double Mix(double alive, ParetoProcess process, int count, Period period)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var t = period.In(Unit);
        return count == 0 ? 1 - (alive * process.ProbabilityOfOrder(t)) : alive * process.ProbabilityOfExactly(count, t);
    }

    private ParetoProcess New() => new(Parameters.R, Parameters.Alpha, Parameters.S, Parameters.Beta);

    private ParetoProcess Known(PurchaseHistory history)
    {
        var T = history.In(Unit).T;
        return new ParetoProcess(Parameters.R + history.X, Parameters.Alpha + T, Parameters.S, Parameters.Beta + T);
    }
}
