namespace Churn.Statistics.Histories;

/// <summary>Computes batches row by row and without allocating, for models without vectorised code.</summary>
internal static class RowByRow
{
    internal static void Score<TModel>(
        TModel model, HistoryColumns rows, Period horizon, Period period, Span<double> alive, Span<double> noOrder, Span<double> expected)
        where TModel : IPurchaseModel
    {
        ThrowIfShorter(rows, alive, noOrder, expected);
        for (var i = 0; i < rows.Length; i++)
        {
            var history = Row(rows, i);
            alive[i] = model.ProbabilityAlive(history);
            noOrder[i] = model.ProbabilityOfNoOrder(history, horizon);
            expected[i] = model.ExpectedPurchases(history, period);
        }
    }

    internal static void Alive<TModel>(TModel model, HistoryColumns rows, Span<double> alive)
        where TModel : IPurchaseModel
    {
        ThrowIfShorter(rows, alive, alive, alive);
        for (var i = 0; i < rows.Length; i++)
        {
            alive[i] = model.ProbabilityAlive(Row(rows, i));
        }
    }

    internal static void Discount<TModel>(
        TModel model, HistoryColumns rows, Period horizon, double annualDiscountRate, Span<double> discounted)
        where TModel : IPurchaseModel
    {
        ThrowIfShorter(rows, discounted, discounted, discounted);
        for (var i = 0; i < rows.Length; i++)
        {
            discounted[i] = model.DiscountedPurchases(Row(rows, i), horizon, annualDiscountRate);
        }
    }

    internal static void ThrowIfShorter(
        HistoryColumns rows, ReadOnlySpan<double> first, ReadOnlySpan<double> second, ReadOnlySpan<double> third)
    {
        if (first.Length < rows.Length || second.Length < rows.Length || third.Length < rows.Length)
        {
            throw new ArgumentException("A result span is shorter than the rows.");
        }
    }

    private static PurchaseHistory Row(HistoryColumns rows, int i) => new(rows.X[i], rows.Tx[i], rows.T[i], rows.Unit);
}
