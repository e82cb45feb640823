using Churn.Statistics.Histories;
using Churn.Statistics.Models.SpecialFunctions;

namespace Churn.Statistics.Models.Nbd;

/// <summary>
/// The answers of a fitted NBD. Its buyers never drop out, so P(alive) is always 1. It is the fallback if dropout is not identified.
/// </summary>
public sealed class NbdModel(NbdParameters parameters) : IPurchaseModel
{
    /// <summary>The parameters.</summary>
    public NbdParameters Parameters { get; } = parameters;

    /// <inheritdoc/>
    public TimeUnit Unit => Parameters.Unit;

    /// <inheritdoc/>
    public double ProbabilityAlive(PurchaseHistory history) => 1;

    /// <inheritdoc/>
    public double ExpectedPurchases(Period period) => Parameters.R / Parameters.Alpha * period.In(Unit);

    /// <inheritdoc/>
    public double ExpectedPurchases(PurchaseHistory history, Period period)
    {
        var (shape, rate) = Posterior(history);
        return shape / rate * period.In(Unit);
    }

    /// <inheritdoc/>
    public double ProbabilityOfNoOrder(PurchaseHistory history, Period horizon)
    {
        var (shape, rate) = Posterior(history);
        return Math.Exp(-shape * LogSpace.Log1P(horizon.In(Unit) / rate));
    }

    /// <inheritdoc/>
    public double ProbabilityOfCount(int count, Period period) => Mass(count, Parameters.R, Parameters.Alpha, period);

    /// <inheritdoc/>
    public double ProbabilityOfCount(PurchaseHistory history, int count, Period period)
    {
        var (shape, rate) = Posterior(history);
        return Mass(count, shape, rate, period);
    }

    /// <inheritdoc/>
    public Period? NextOrderIfAlive(PurchaseHistory history, double quantile)
    {
        Waiting.ThrowIfNotBetweenZeroAndOne(quantile);
        var (shape, rate) = Posterior(history);
        return history.X == 0 ? null : Waiting.Quantile(shape, rate, quantile, Unit);
    }

    /// <inheritdoc/>
    public Period? NextOrder(PurchaseHistory history, double quantile) => NextOrderIfAlive(history, quantile);

    /// <inheritdoc/>
    public double DiscountedPurchases(PurchaseHistory history, Period horizon, double annualDiscountRate)
    {
        var (shape, rate) = Posterior(history);
        var delta = Discounting.Continuous(annualDiscountRate, Unit);
        var length = horizon.In(Unit);
        return shape / rate * (delta == 0 ? length : -LogSpace.ExpM1(-delta * length) / delta);
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

    private double Mass(int count, double shape, double rate, Period period)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var t = period.In(Unit);
        return NegativeBinomial.Mass(count, shape, t / (rate + t));
    }

    private (double Shape, double Rate) Posterior(PurchaseHistory history) =>
        (Parameters.R + history.X, Parameters.Alpha + history.In(Unit).T);
}
