using Churn.Simulation.Demo;
using Churn.Simulation.Shopify;

namespace Churn.LocalHost.Tests.Demo;

public sealed class ShopSimulationTests
{
    private static readonly DateOnly Today = new(2026, 5, 14);

    [Fact]
    public void Play_SameSeedAndDay_GivesTheSameBytes() =>
        Assert.Equal(Bodies(Play(1)), Bodies(Play(1)));

    [Fact]
    public void Play_OtherSeed_GivesAnotherHistory() =>
        Assert.NotEqual(Bodies(Play(1)), Bodies(Play(2)));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Play_AnySeed_IsABelievableShop(int seed)
    {
        var deliveries = Play(seed);
        var orders = deliveries.Where(delivery => delivery.Topic == ShopifyTopics.OrderCreated)
            .Select(delivery => delivery.Order)
            .Distinct()
            .ToList();
        var buyers = orders.GroupBy(order => order.CustomerId).Select(group => group.Count()).ToList();
        var oneTime = buyers.Count(count => count == 1) / (double)buyers.Count;

        var today = new DateTimeOffset(Today, TimeOnly.MinValue, TimeSpan.Zero);
        Assert.True(buyers.Count is > 280 and <= ShopSimulation.Buyers, $"Seed {seed}: there are {buyers.Count} buyers.");
        Assert.True(orders.Count is > 600 and < 1600, $"Seed {seed}: there are {orders.Count} orders.");
        Assert.True(oneTime is > 0.4 and < 0.75, $"Seed {seed}: {oneTime:P0} of the buyers came once.");
        Assert.All(orders, order => Assert.True(
            order.Total > 0 && order.PlacedAt < today, $"Seed {seed}: order {order.Id} is worth nothing or lies in the future."));
        Assert.Equal(orders.Count, orders.Select(order => order.Id).Distinct().Count());
        Assert.Contains(deliveries, delivery => delivery.Topic == ShopifyTopics.OrderCancelled);
        Assert.Contains(deliveries, delivery => delivery.Order.Refunds.Count > 0);
        Assert.True(deliveries.Distinct().Count() < deliveries.Count, $"Seed {seed}: no delivery was sent twice.");
    }

    [Fact]
    public void Shares_OfAllHabits_SumToOne() => Assert.Equal(1, BuyerHabit.All.Sum(habit => habit.Share), 12);

    private static IReadOnlyList<ShopifyDelivery> Play(int seed) => new ShopSimulation(seed, Today, "EUR").Play();

    private static List<string> Bodies(IEnumerable<ShopifyDelivery> deliveries) =>
        [.. deliveries.Select(delivery => Convert.ToHexString(ShopifyOrderWriter.Write(delivery.Order)))];
}
