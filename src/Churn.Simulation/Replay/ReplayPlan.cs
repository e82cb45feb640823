using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Churn.Functions.Api.Imports;
using Churn.LocalHost;
using Churn.Simulation.Shopify;

namespace Churn.Simulation.Replay;

/// <summary>
/// Turns a file of orders into webhooks in the sequence of their times. The same file gives the same webhooks. The file is read like an
/// import. A return becomes a refund of the same buyer's latest earlier sale that is not fully refunded, then of the one before. What
/// exceeds the buyer's sales is counted and not sent, because a shop platform has no return without an order.
/// </summary>
public sealed class ReplayPlan
{
    private const int ProblemsShown = 5;

    private readonly Dictionary<string, List<ShopifyOrder>> _sales = [];
    private readonly List<ShopifyDelivery> _deliveries = [];
    private readonly ReplayIds _ids = new();
    private ReplayCounts _counts = new();

    private ReplayPlan()
    {
    }

    public IReadOnlyList<ShopifyDelivery> Deliveries => _deliveries;

    public ReplayCounts Counts => _counts with { Buyers = _sales.Count };

    /// <param name="file">A CSV, plain or .gz.</param>
    /// <param name="currency">The currency of rows that name none; null for the shop's currency.</param>
    /// <exception cref="LocalHostException">A part of the file cannot be read.</exception>
    public static async Task<ReplayPlan> ReadAsync(Stream file, Shop shop, string? currency, CancellationToken cancellationToken)
    {
        var (report, returns) = (new ImportReport(), new List<Order>());
        var reader = new OrderFile(shop, null, report) { Currency = currency, NumbersRows = true, Returned = returns.Add };
        List<Order> sales;
        try
        {
            sales = await reader.ReadAsync(file, cancellationToken).ToListAsync(cancellationToken);
        }
        catch (FormatException failure)
        {
            throw new LocalHostException(failure.Message);
        }

        if (report.Unread > 0)
        {
            var problems = report.Problems.Take(ProblemsShown).Select(problem => $"Line {problem.Line}: {problem.What}");
            throw new LocalHostException(string.Join(Environment.NewLine, [$"{report.Unread} order(s) cannot be read.", .. problems]));
        }

        return Make(sales, returns);
    }

    private static ReplayPlan Make(List<Order> sales, List<Order> returns)
    {
        // Sales come before returns of the same time, so that a return can refund a sale of the same day.
        var plan = new ReplayPlan();
        var placed = Placed([.. sales, .. returns]).ToList();
        var steps = placed.Take(sales.Count).SelectMany(plan.Steps)
            .Concat(placed.Skip(sales.Count).Select(order => new Step(order.PlacedAt, () => plan.Return(order))));
        foreach (var step in steps.OrderBy(step => step.At).ToList())
        {
            step.Take();
        }

        return plan;
    }

    /// <summary>
    /// Moves orders placed exactly at midnight, for which the file states only the day, to noon, and one second later for each earlier
    /// order of the same buyer and day.
    /// </summary>
    private static IEnumerable<Order> Placed(IEnumerable<Order> orders)
    {
        var earlier = new Dictionary<(string, DateTimeOffset), int>();
        foreach (var order in orders)
        {
            var day = (Buyer(order), order.PlacedAt);
            earlier[day] = earlier.GetValueOrDefault(day) + 1;
            yield return order.PlacedAt.TimeOfDay == TimeSpan.Zero
                ? order with { PlacedAt = order.PlacedAt.AddHours(12).AddSeconds(earlier[day] - 1) }
                : order;
        }
    }

    private IEnumerable<Step> Steps(Order order)
    {
        yield return new(order.PlacedAt, () => Sell(order));
        var cancelled = order.Status is OrderStatus.Cancelled or OrderStatus.Deleted;
        if (cancelled || order.Refunded > 0)
        {
            var later = new DateTimeOffset(order.Version, TimeSpan.Zero);
            var at = later > order.PlacedAt ? later : order.PlacedAt.AddSeconds(1);
            yield return new(at, () => Change(order, at, cancelled));
        }
    }

    private void Sell(Order order)
    {
        var sale = ReplayedOrder.Of(order, _ids.Order(order.Id), _ids.Customer(Buyer(order)), ReplayIds.Email(Buyer(order)));
        if (!_sales.TryGetValue(Buyer(order), out var sales))
        {
            _sales[Buyer(order)] = sales = [];
        }

        sales.Add(sale);
        _deliveries.Add(new(ShopifyTopics.OrderCreated, sale));
        _counts = _counts with { Orders = _counts.Orders + 1 };
    }

    /// <summary>Cancels or refunds an order, as the file says.</summary>
    private void Change(Order order, DateTimeOffset at, bool cancelled)
    {
        var (sales, id) = (_sales[Buyer(order)], _ids.Order(order.Id));
        var index = sales.FindIndex(sale => sale.Id == id);
        if (cancelled)
        {
            sales[index] = sales[index] with { UpdatedAt = Later(sales[index], at), CancelledAt = at };
            _deliveries.Add(new(ShopifyTopics.OrderCancelled, sales[index]));
            return;
        }

        Refund(sales, index, id, at, ReplayedOrder.Major(order.Refunded, order.Currency));
        _counts = _counts with { Refunds = _counts.Refunds + 1 };
    }

    private void Return(Order order)
    {
        var whole = ReplayedOrder.Major(order.Money.Total, order.Currency);
        var left = whole;
        var sales = _sales.GetValueOrDefault(Buyer(order)) ?? [];
        for (var index = sales.Count - 1; index >= 0 && left > 0; index--)
        {
            left -= Refund(sales, index, _ids.Order(order.Id), order.PlacedAt, left);
        }

        _counts = _counts with
        {
            Refunds = _counts.Refunds + (left < whole ? 1 : 0),
            ReturnsWithoutSale = _counts.ReturnsWithoutSale + (left > 0 ? 1 : 0),
            ValueWithoutSale = _counts.ValueWithoutSale + left,
        };
    }

    /// <summary>Refunds what is left of a sale, up to <paramref name="most"/>, and returns the refunded amount.</summary>
    private decimal Refund(List<ShopifyOrder> sales, int index, long id, DateTimeOffset at, decimal most)
    {
        var sale = sales[index];
        var amount = Math.Min(most, sale.Total - sale.Refunded);
        if (amount > 0)
        {
            sales[index] = sale with { UpdatedAt = Later(sale, at), Refunds = [.. sale.Refunds, new(id, at, amount)] };
            _deliveries.Add(new(ShopifyTopics.OrderUpdated, sales[index]));
        }

        return Math.Max(0, amount);
    }

    // A later state needs a later second, because the time is the order's version.
    private static DateTimeOffset Later(ShopifyOrder sale, DateTimeOffset at) => at > sale.UpdatedAt ? at : sale.UpdatedAt.AddSeconds(1);

    private static string Buyer(Order order) => order.Buyer.CustomerId ?? order.Buyer.Identifiers[0].ToString();

    private sealed record Step(DateTimeOffset At, Action Take);
}

/// <summary>Counts of a replayed file.</summary>
public sealed record ReplayCounts
{
    public int Orders { get; init; }

    public int Buyers { get; init; }

    /// <summary>Number of refunds, including returns that were sent as refunds.</summary>
    public int Refunds { get; init; }

    /// <summary>Number of returns that exceed the buyer's earlier sales, wholly or in part.</summary>
    public int ReturnsWithoutSale { get; init; }

    /// <summary>The value of these returns for which there was no sale.</summary>
    public decimal ValueWithoutSale { get; init; }
}
