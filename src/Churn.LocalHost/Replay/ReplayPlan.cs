using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Churn.LocalHost.Shopify;

namespace Churn.LocalHost.Replay;

/// <summary>
/// Turns a file of orders into webhooks in order of time, the same ones from the same file.
/// A return becomes a refund of the same buyer's latest earlier sale that has money left, then of the one before; what no sale is left
/// for is counted and not sent, for a shop platform knows no return without an order.
/// </summary>
public sealed class ReplayPlan
{
    private const long UnknownProduct = 1;

    // Far from the ids that files bring along, which would otherwise meet those made from row numbers.
    private const long FirstMadeId = 1_000_000_000_000;

    private readonly string _currency;
    private readonly List<FileOrder> _orders;
    private readonly Dictionary<string, List<ShopifyOrder>> _sales = [];
    private readonly HashSet<long> _orderIds = [];
    private readonly Dictionary<long, string> _customers = [];
    private readonly List<ShopifyDelivery> _deliveries = [];
    private ReplayCounts _counts = new();

    private ReplayPlan(IReadOnlyList<FileOrder> orders, string currency)
    {
        _currency = currency;
        _orders = [.. Times(orders).OrderBy(order => order.At).ThenBy(order => order.Row)];
    }

    public IReadOnlyList<ShopifyDelivery> Deliveries => _deliveries;

    public ReplayCounts Counts => _counts with { Buyers = _sales.Count };

    public static ReplayPlan Make(IReadOnlyList<FileOrder> orders, string currency)
    {
        var plan = new ReplayPlan(orders, currency);
        foreach (var order in plan._orders)
        {
            if (order.IsReturn)
                plan.Return(order);
            else
                plan.Sell(order);
        }

        return plan;
    }

    /// <summary>
    /// Where a file knows days only, an order is placed at noon UTC, which is the same day nearly everywhere, and a second later for each
    /// earlier order of that buyer and day.
    /// </summary>
    private static IEnumerable<FileOrder> Times(IReadOnlyList<FileOrder> orders)
    {
        var earlier = new Dictionary<(string, DateTimeOffset), int>();
        foreach (var order in orders)
        {
            if (order.HasTime)
            {
                yield return order;
                continue;
            }

            var number = earlier[(order.Customer, order.At)] = earlier.GetValueOrDefault((order.Customer, order.At)) + 1;
            yield return order with { At = order.At.AddHours(12).AddSeconds(number - 1) };
        }
    }

    private void Sell(FileOrder line)
    {
        var order = new ShopifyOrder
        {
            Id = OrderId(line),
            PlacedAt = line.At,
            UpdatedAt = line.At,
            Currency = _currency,
            CustomerId = CustomerId(line.Customer),
            Email = Email(line.Customer),
            Lines = Lines(line),
        };
        if (!_sales.TryGetValue(line.Customer, out var sales))
            _sales[line.Customer] = sales = [];
        sales.Add(order);
        _deliveries.Add(new(ShopifyTopics.OrderCreated, order));
        _counts = _counts with { Orders = _counts.Orders + 1 };
    }

    private void Return(FileOrder line)
    {
        var left = line.Value;
        var sales = _sales.GetValueOrDefault(line.Customer) ?? [];
        for (var index = sales.Count - 1; index >= 0 && left > 0; index--)
        {
            var sale = sales[index];
            var amount = Math.Min(left, sale.Total - sale.Refunded);
            if (amount <= 0)
                continue;
            var refund = new ShopifyRefund(FirstMadeId + line.Row, line.At, amount);

            // Several refunds of one second would be one version.
            var after = line.At > sale.UpdatedAt ? line.At : sale.UpdatedAt.AddSeconds(1);
            sales[index] = sale with { UpdatedAt = after, Refunds = [.. sale.Refunds, refund] };
            _deliveries.Add(new(ShopifyTopics.OrderUpdated, sales[index]));
            left -= amount;
        }

        _counts = _counts with
        {
            Refunds = _counts.Refunds + (left < line.Value ? 1 : 0),
            ReturnsWithoutSale = _counts.ReturnsWithoutSale + (left > 0 ? 1 : 0),
            ValueWithoutSale = _counts.ValueWithoutSale + left,
        };
    }

    private long OrderId(FileOrder line)
    {
        var id = line.OrderId is not null && long.TryParse(line.OrderId, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < FirstMadeId
            ? number
            : FirstMadeId + line.Row;
        return _orderIds.Add(id)
            ? id
            : throw new LocalHostException($"Line {line.Row + 1} has the order id {id}, which an earlier line has too: leave that column out, and ids are made.");
    }

    // The units' price is rounded down to cents; the last unit carries what that leaves.
    private static List<ShopifyLine> Lines(FileOrder line)
    {
        const string Title = "Item";
        var price = Math.Floor(line.Value * 100 / line.Units) / 100;
        var last = line.Value - (price * (line.Units - 1));
        return price == last || line.Units == 1
            ? [new(UnknownProduct, Title, line.Units, last)]
            : [new(UnknownProduct, Title, line.Units - 1, price), new(UnknownProduct, Title, 1, last)];
    }

    // `0001` and `1` are two buyers of one number: the later one gets a made id.
    private long CustomerId(string customer)
    {
        if (long.TryParse(customer, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < FirstMadeId
            && (_customers.TryAdd(number, customer) || _customers[number] == customer))
            return number;
        return (long)(BitConverter.ToUInt64(Hash(customer)) >> 16) + FirstMadeId;
    }

    // Whatever names a buyer in a file, an address of somebody's is not passed on.
    private static string Email(string customer) =>
        customer.Length <= 40 && customer.All(char.IsAsciiLetterOrDigit)
            ? $"buyer-{customer.ToLowerInvariant()}@example.invalid"
            : $"buyer-{Convert.ToHexStringLower(Hash(customer))[..16]}@example.invalid";

    private static byte[] Hash(string customer) => SHA256.HashData(Encoding.UTF8.GetBytes(customer));
}
