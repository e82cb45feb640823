using Churn.Simulation.Shopify;

namespace Churn.Simulation.Demo;

/// <summary>
/// Two years of a small shop as the webhooks that it would have sent. As in reality there are cancellations, partial refunds and some
/// repeated deliveries. The same seed and day give the same webhooks.
/// </summary>
internal sealed class ShopSimulation(int seed, DateOnly today, string currency, int buyers = ShopSimulation.Buyers)
{
    public const int Buyers = 320;
    public const int Days = 730;
    public const long FirstCustomer = 7_000_000_001;
    public const long FirstOrder = 5_000_000_001;

    private const double CancelledShare = 0.02;
    private const double RefundedShare = 0.03;
    private const double SentTwiceShare = 0.02;
    private const decimal FreeShippingFrom = 40m;
    private const decimal Shipping = 4.90m;

    private readonly Random _random = new(seed);
    private readonly DateOnly _start = today.AddDays(-Days);

    public IReadOnlyList<ShopifyDelivery> Play()
    {
        var orders = Enumerable.Range(0, buyers).SelectMany(BuyerOrders).OrderBy(order => order.PlacedAt).ToList();
        return [.. orders
            .SelectMany((order, index) => Deliveries(order with { Id = FirstOrder + index }))
            .OrderBy(delivery => delivery.Order.UpdatedAt)
            .ThenBy(delivery => delivery.Order.Id)];
    }

    private IEnumerable<ShopifyOrder> BuyerOrders(int number)
    {
        var habit = Habit();

        // The shop grows: the square root makes late first orders more frequent than early ones.
        var day = _start.AddDays((int)(Days * Math.Sqrt(_random.NextDouble())));
        if (habit.InSeasonOnly)
            day = new DateOnly(day.Year, 12, 1 + _random.Next(20));
        while (day < today)
        {
            if (day >= _start)
                yield return Order(habit, number, day);
            if (_random.NextDouble() < habit.LeavesAfterOrder)
                yield break;
            day = day.AddDays(Gap(habit));
        }
    }

    private BuyerHabit Habit()
    {
        var draw = _random.NextDouble();
        foreach (var habit in BuyerHabit.All)
        {
            draw -= habit.Share;
            if (draw < 0)
                return habit;
        }

        return BuyerHabit.All[0];
    }

    private int Gap(BuyerHabit habit)
    {
        // The sum of twelve uniform draws, minus six, is close to a standard normal draw.
        var normal = Enumerable.Range(0, 12).Sum(_ => _random.NextDouble()) - 6;
        return Math.Max(1, (int)Math.Round(habit.GapDays * (1 + (habit.GapSpread * normal))));
    }

    private ShopifyOrder Order(BuyerHabit habit, int number, DateOnly day)
    {
        var at = new DateTimeOffset(day, new TimeOnly(8 + _random.Next(11), _random.Next(60), _random.Next(60)), TimeSpan.Zero);
        var count = Math.Max(1, (int)Math.Round(habit.Items * (0.5 + _random.NextDouble())));
        var lines = Enumerable.Range(0, count).Select(_ => DemoProduct.Pick(_random)).GroupBy(product => product.Id)
            .Select(group => new ShopifyLine(group.Key, group.First().Title, group.Count(), group.First().Price)).ToList();
        var sum = lines.Sum(line => line.Price * line.Quantity);
        var discount = _random.NextDouble() < habit.DiscountChance ? Math.Round(sum * (0.10m + (0.05m * _random.Next(4))), 2) : 0;
        return new()
        {
            Id = 0,
            PlacedAt = at,
            UpdatedAt = at,
            Currency = currency,
            CustomerId = FirstCustomer + number,
            Email = $"buyer-{number + 1:D5}@example.invalid",
            Lines = lines,
            Discount = discount,
            Shipping = sum - discount >= FreeShippingFrom ? 0 : Shipping,
            Source = habit.Subscribes ? "subscription_contract" : _random.NextDouble() < 0.05 ? "pos" : "web",
            Tags = habit.Subscribes ? "subscription" : "",
            Note = habit.InSeasonOnly ? "Please wrap as a gift" : null,
        };
    }

    private IEnumerable<ShopifyDelivery> Deliveries(ShopifyOrder order)
    {
        var created = new ShopifyDelivery(ShopifyTopics.OrderCreated, order);
        yield return created;
        if (_random.NextDouble() < SentTwiceShare)
            yield return created;

        var fate = _random.NextDouble();
        if (fate < CancelledShare)
        {
            var at = order.PlacedAt.AddMinutes(5 + _random.Next(90));
            yield return new(ShopifyTopics.OrderCancelled, order with { UpdatedAt = at, CancelledAt = at });
        }
        else if (fate < CancelledShare + RefundedShare
            && order.PlacedAt.AddDays(9) < new DateTimeOffset(today, TimeOnly.MinValue, TimeSpan.Zero))
        {
            var at = order.PlacedAt.AddDays(3 + _random.Next(6));
            var refund = new ShopifyRefund(order.Id, at, Math.Min(order.Lines[0].Price, order.Total));
            yield return new(ShopifyTopics.OrderUpdated, order with { UpdatedAt = at, Refunds = [refund] });
        }
    }
}
