using Churn.Statistics.Histories;
using Churn.Statistics.Models.BetaGeometric;

namespace Churn.Statistics.Models.BgNbd;

/// <summary>
/// The answers of a fitted BG/NBD. One-time buyers always have P(alive) = 1, so the MBG/NBD is better if they matter.
/// </summary>
public sealed class BgNbdModel(BgNbdParameters parameters) : IPurchaseModel
{
    private readonly BetaGeometricModel _model = new(parameters.R, parameters.Alpha, parameters.A, parameters.B, 0, parameters.Unit);

    /// <summary>The parameters.</summary>
    public BgNbdParameters Parameters { get; } = parameters;

    /// <inheritdoc/>
    public TimeUnit Unit => Parameters.Unit;

    /// <inheritdoc/>
    public double ProbabilityAlive(PurchaseHistory history) => _model.ProbabilityAlive(history);

    /// <inheritdoc/>
    public double ExpectedPurchases(Period period) => _model.ExpectedPurchases(period);

    /// <inheritdoc/>
    public double ExpectedPurchases(PurchaseHistory history, Period period) => _model.ExpectedPurchases(history, period);

    /// <inheritdoc/>
    public double ProbabilityOfNoOrder(PurchaseHistory history, Period horizon) => _model.ProbabilityOfNoOrder(history, horizon);

    /// <inheritdoc/>
    public double ProbabilityOfCount(int count, Period period) => _model.ProbabilityOfCount(count, period);

    /// <inheritdoc/>
    public double ProbabilityOfCount(PurchaseHistory history, int count, Period period) =>
        _model.ProbabilityOfCount(history, count, period);

    /// <inheritdoc/>
    public Period? NextOrderIfAlive(PurchaseHistory history, double quantile) => _model.NextOrderIfAlive(history, quantile);

    /// <inheritdoc/>
    public Period? NextOrder(PurchaseHistory history, double quantile) => _model.NextOrder(history, quantile);

    /// <inheritdoc/>
    public double DiscountedPurchases(PurchaseHistory history, Period horizon, double annualDiscountRate) =>
        _model.DiscountedPurchases(history, horizon, annualDiscountRate);

    /// <inheritdoc/>
    public void ProbabilityAlive(HistoryColumns rows, Span<double> alive)
    {
        Span<double> scratch = stackalloc double[BetaGeometricBatch.Scratch];
        new BetaGeometricBatch(_model, scratch).Score(rows, 0, 0, alive, default, default);
    }

    /// <inheritdoc/>
    public void Score(HistoryColumns rows, Period horizon, Period period, Span<double> alive, Span<double> noOrder, Span<double> expected)
    {
        Span<double> scratch = stackalloc double[BetaGeometricBatch.Scratch];
        new BetaGeometricBatch(_model, scratch).Score(rows, horizon.In(Unit), period.In(Unit), alive, noOrder, expected);
    }

    /// <inheritdoc/>
    public void DiscountedPurchases(HistoryColumns rows, Period horizon, double annualDiscountRate, Span<double> discounted)
    {
        Span<double> scratch = stackalloc double[BetaGeometricBatch.Scratch];
        var delta = Discounting.Continuous(annualDiscountRate, Unit);
        new BetaGeometricBatch(_model, scratch).Discount(rows, horizon.In(Unit), delta, annualDiscountRate, discounted);
    }
}
