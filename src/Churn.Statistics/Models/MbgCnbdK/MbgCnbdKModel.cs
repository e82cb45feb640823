using Churn.Statistics.Histories;
using Churn.Statistics.Models.SpecialFunctions;

namespace Churn.Statistics.Models.MbgCnbdK;

/// <summary>
/// The answers of a fitted MBG/CNBD-k: exact sums over the stages of the running gap. It suits regular buyers (groceries, consumables).
/// </summary>
public sealed class MbgCnbdKModel(MbgCnbdKParameters parameters) : IPurchaseModel
{
    private delegate double Answer<TArgument>(StageProcess process, TArgument argument);

    /// <summary>The parameters.</summary>
    public MbgCnbdKParameters Parameters { get; } = parameters;

    /// <inheritdoc/>
    public TimeUnit Unit => Parameters.Unit;

    private double AliveAtStart => Parameters.B / (Parameters.A + Parameters.B);

    /// <inheritdoc/>
    public double ProbabilityAlive(PurchaseHistory history)
    {
        var (h, p) = (history.In(Unit), Parameters);
        var shape = p.R + ((double)p.K * h.X);
        var stages = ErlangStages.Of(p.K, shape, (h.T - h.Tx) / (p.Alpha + h.T), default);
        var logOdds = Math.Log(p.A)
            - Math.Log(p.B + h.X)
            + (shape * LogSpace.Log1P((h.T - h.Tx) / (p.Alpha + h.Tx)))
            - Math.Log(stages.Sum);
        return LogSpace.Sigmoid(-logOdds);
    }

    /// <inheritdoc/>
    public double ExpectedPurchases(Period period) => AliveAtStart * New().ExpectedPurchases(period.In(Unit));

    /// <inheritdoc/>
    public double ExpectedPurchases(PurchaseHistory history, Period period) =>
        ProbabilityAlive(history) * Mean(history, period.In(Unit), static (process, t) => process.ExpectedPurchases(t));

    /// <inheritdoc/>
    public double ProbabilityOfNoOrder(PurchaseHistory history, Period horizon) => 1 - AtLeast(history, 1, horizon);

    /// <inheritdoc/>
    public double ProbabilityOfCount(int count, Period period)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var (process, t) = (New(), period.In(Unit));
        var more = AliveAtStart * process.ProbabilityOfAtLeast(count + 1, t);
        return Math.Max(0, (count == 0 ? 1 : AliveAtStart * process.ProbabilityOfAtLeast(count, t)) - more);
    }

    /// <inheritdoc/>
    public double ProbabilityOfCount(PurchaseHistory history, int count, Period period)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return Math.Max(0, AtLeast(history, count, period) - AtLeast(history, count + 1, period));
    }

    /// <inheritdoc/>
    public Period? NextOrderIfAlive(PurchaseHistory history, double quantile)
    {
        Waiting.ThrowIfNotBetweenZeroAndOne(quantile);
        if (history.X == 0 || NoSoonerThan(history, quantile, PurchaseHistory.MaximumObservation))
        {
            return null;
        }

        var (low, high) = (0.0, PurchaseHistory.MaximumObservation);
        for (var i = 0; i < 200 && high - low > 1e-12 * high; i++)
        {
            var middle = high > 4 * (low + 1e-6) ? Math.Sqrt(high * (low + 1e-6)) : (low + high) / 2;
            (low, high) = NoSoonerThan(history, quantile, middle) ? (middle, high) : (low, middle);
        }

        return new Period(high, Unit);
    }

    /// <inheritdoc/>
    public Period? NextOrder(PurchaseHistory history, double quantile)
    {
        Waiting.ThrowIfNotBetweenZeroAndOne(quantile);
        var alive = ProbabilityAlive(history);
        return quantile < alive ? NextOrderIfAlive(history, quantile / alive) : null;
    }

    /// <inheritdoc/>
    public double DiscountedPurchases(PurchaseHistory history, Period horizon, double annualDiscountRate)
    {
        var (delta, length) = (Discounting.Continuous(annualDiscountRate, Unit), horizon.In(Unit));
        var total = Math.Exp(-delta * length) * Mean(history, length, static (process, t) => process.ExpectedPurchases(t));
        var (nodes, weights) = GaussLegendre.Twenty;
        for (var i = 0; i < nodes.Length && delta > 0; i++)
        {
            var t = nodes[i] * length;
            total += delta * length * weights[i] * Math.Exp(-delta * t)
                * Mean(history, t, static (process, until) => process.ExpectedPurchases(until));
        }

        return ProbabilityAlive(history) * total;
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

    private bool NoSoonerThan(PurchaseHistory history, double quantile, double t) =>
        Mean(history, t, static (process, until) => process.Occasions(1, until)) < quantile;

    private double AtLeast(PurchaseHistory history, int count, Period period) => count == 0
        ? 1
        : ProbabilityAlive(history)
            * Mean(history, (count, period.In(Unit)), static (process, asked) => process.ProbabilityOfAtLeast(asked.count, asked.Item2));

    private StageProcess New() => new(Parameters.K, 0, Parameters.R, Parameters.Alpha, Parameters.A, Parameters.B + 1);

    /// <summary>Averages an answer over the distribution of stages of the running gap.</summary>
    private double Mean<TArgument>(PurchaseHistory history, TArgument argument, Answer<TArgument> answer)
    {
        var (h, p) = (history.In(Unit), Parameters);
        var shape = p.R + ((double)p.K * h.X);
        Span<double> weights = stackalloc double[MbgCnbdKParameters.MaximumK];
        var stages = ErlangStages.Of(p.K, shape, (h.T - h.Tx) / (p.Alpha + h.T), weights);
        var sum = 0.0;
        for (var j = 0; j < p.K; j++)
        {
            sum += weights[j] / stages.Sum * answer(new StageProcess(p.K, j, shape + j, p.Alpha + h.T, p.A, p.B + h.X + 1), argument);
        }

        return sum;
    }
}
