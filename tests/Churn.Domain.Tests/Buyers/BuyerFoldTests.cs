using Churn.Domain.Buyers;
using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Churn.Testing.Builders;

namespace Churn.Domain.Tests.Buyers;

public sealed class BuyerFoldTests
{
    private static readonly Shop Shop = AShop.Named("shop");

    [Fact]
    public void Fold_ThreeOrdersOnTwoDaysOfTheShop_CountsTwoPurchases()
    {
        // In summer, 22:30 UTC is half past midnight of the next day in Berlin.
        Order[] ledger =
        [
            AnOrder.Of(Shop, "1", "2026-06-01T21:00Z"),
            AnOrder.Of(Shop, "2", "2026-06-01T22:30Z"),
            AnOrder.Of(Shop, "3", "2026-06-02T09:00Z"),
        ];

        var facts = BuyerFold.Fold(ledger, Shop);

        Assert.Equal(2, facts.PurchaseDays);
        Assert.Equal(3, facts.PurchaseOrders);
        Assert.Equal(new DateOnly(2026, 6, 1), facts.FirstPurchase);
        Assert.Equal(new DateOnly(2026, 6, 2), facts.LastPurchase);
        Assert.Equal(15_000, facts.NetValue);
    }

    [Fact]
    public void Fold_OrdersThatAreNoPurchases_StayInTheCountOfOrdersOnly()
    {
        var order = AnOrder.Of(Shop, "1", "2026-06-01");
        Order[] ledger =
        [
            order with { Test = true },
            order with { Id = "2", Status = OrderStatus.Cancelled },
            order with { Id = "3", Money = default },
            order with { Id = "4", RefundedTotal = 5_000 },
            order with { Id = "5", Status = OrderStatus.Deleted },
        ];

        var facts = BuyerFold.Fold(ledger, Shop);

        Assert.Equal(5, facts.Orders);
        Assert.Equal(0, facts.PurchaseDays);
        Assert.Equal(0, facts.NetValue);
        Assert.Equal(3, facts.CancelledOrders);
    }

    [Fact]
    public void NetValue_HalfRefundedOrderWithTaxAndShipping_IsHalfTheMerchandise()
    {
        var order = AnOrder.Of(Shop, "1", "2026-06-01") with { Money = new OrderMoney(10_000, 2_000, 500, 1_615), RefundedTotal = 5_058 };

        // 8,000 of merchandise, 10,115 charged, 5,057 kept: 8,000 * 5,057 / 10,115 = 3,999.6...
        Assert.Equal(3_999, order.NetValue);
    }

    [Fact]
    public void Add_OneByOneInOrder_EqualsFoldOfAnyPermutation()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var ledger = Enumerable.Range(0, random.Next(1, 15)).Select(i => RandomOrder(random, i)).ToArray();
            var inOrder = ledger.OrderBy(o => o.Position).Aggregate(BuyerFacts.None, (facts, order) => BuyerFold.Add(facts, order, Shop));
            random.Shuffle(ledger);
            var folded = BuyerFold.Fold(ledger, Shop);
            Assert.True(inOrder == folded, $"Seed {seed}");
        }
    }

    [Fact]
    public void Add_OrderThatIsNotLater_IsRefused()
    {
        var facts = BuyerFold.Fold([AnOrder.Of(Shop, "2", "2026-06-01")], Shop);

        var failure = Assert.Throws<ArgumentException>(() => BuyerFold.Add(facts, AnOrder.Of(Shop, "1", "2026-06-01"), Shop));

        Assert.Contains("Order 1 of shop shop", failure.Message, StringComparison.Ordinal);
    }

    private static Order RandomOrder(Random random, int id) => AnOrder.Of(
        Shop,
        $"{id}",
        $"2026-{random.Next(1, 13):00}-{random.Next(1, 4):00}T0{random.Next(10)}:00Z",
        customerId: random.Next(3) == 0 ? $"{random.Next(3)}" : null) with
    {
        Status = (OrderStatus)random.Next(4),
        RefundedTotal = random.Next(4) == 0 ? 5_000 : 0,
        Currency = random.Next(6) == 0 ? "USD" : "EUR",
        Subscription = random.Next(5) == 0,
    };
}
