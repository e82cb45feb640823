using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Churn.Functions.Imports;
using Churn.LocalHost.Shopify;

namespace Churn.LocalHost.Replay;

/// <summary>
/// Turns a file of orders into webhooks in order of time, the same ones from the same file. The file is read as an import reads it.
/// A return becomes a refund of the same buyer's latest earlier sale that has money left, then of the one before. What no sale is left
/// for is counted and not sent: a shop platform knows no return without an order.
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
    /// <param name="shop">Whose orders they are.</param>
    /// <param name="currency">Of rows that name none; null: the shop's.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="LocalHostException">Some of the file cannot be read.</exception>
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
        // Sales first: a return of the same day, or time, is one of theirs.
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
    /// An order placed at midnight sharp is one of which the file knows the day only. It is placed at noon, and a second later for each
    /// earlier order of that buyer and day.
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

    /// <summary>What the file says of an order's later fate.</summary>
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

    /// <summary>Gives back what is left of a sale, at most so much, and returns how much that was.</summary>
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

    // Two states of one second would be one version.
    private static DateTimeOffset Later(ShopifyOrder sale, DateTimeOffset at) => at > sale.UpdatedAt ? at : sale.UpdatedAt.AddSeconds(1);

    private static string Buyer(Order order) => order.Buyer.CustomerId ?? order.Buyer.Identifiers[0].ToString();

    private sealed record Step(DateTimeOffset At, Action Take);
}
