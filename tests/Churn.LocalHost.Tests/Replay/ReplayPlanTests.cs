using System.Globalization;
using Churn.LocalHost.Replay;
using Churn.LocalHost.Shopify;
using Churn.LocalHost.Tests.Fixtures;
using CsvHelper;

namespace Churn.LocalHost.Tests.Replay;

public sealed class ReplayPlanTests
{
    [Fact]
    public void Make_SeveralOrdersOfABuyerOnADay_StayDistinctAndInOrder()
    {
        var plan = Plan("customer_id,date,value\n1,2026-05-14,10\n2,2026-05-14,20\n1,2026-05-14,10\n1,2026-05-13,30\n");

        var mine = plan.Deliveries.Select(delivery => delivery.Order).Where(order => order.CustomerId == 1).ToList();
        Assert.Equal([30m, 10m, 10m], mine.Select(order => order.Total));
        Assert.Equal(3, mine.Select(order => order.Id).Distinct().Count());
        Assert.True(mine[1].PlacedAt < mine[2].PlacedAt && mine[1].Id < mine[2].Id);
        Assert.All(mine[1..], order => Assert.Equal(new DateOnly(2026, 5, 14), DateOnly.FromDateTime(order.PlacedAt.UtcDateTime)));
    }

    [Fact]
    public void Make_Twice_GivesTheSameBytes()
    {
        const string File = "customer_id,date,value,kind\nann@shop.test,2026-05-14,10,sale\n7,2026-05-14,20.5,sale\n7,2026-05-15,3,return\n";
        static List<string> Bodies() => [.. Plan(File).Deliveries.Select(delivery => Convert.ToHexString(ShopifyOrderWriter.Write(delivery.Order)))];

        Assert.Equal(Bodies(), Bodies());
    }

    [Fact]
    public void Make_Return_IsARefundOfTheLatestSalesThatHaveMoneyLeft()
    {
        var plan = Plan("customer_id,date,value\n1,2026-01-01,10\n1,2026-01-02,20\n1,2026-01-03,-25\n");

        Assert.Equal(
            [("orders/create", 10m, 0m), ("orders/create", 20m, 0m), ("orders/updated", 20m, 20m), ("orders/updated", 10m, 5m)],
            plan.Deliveries.Select(delivery => (delivery.Topic, delivery.Order.Total, delivery.Order.Refunded)));
        Assert.All(plan.Deliveries.Skip(2), delivery => Assert.Equal(new DateTimeOffset(2026, 1, 3, 12, 0, 0, TimeSpan.Zero), delivery.Order.UpdatedAt));
        Assert.Equal((2, 1, 0), (plan.Counts.Orders, plan.Counts.Refunds, plan.Counts.ReturnsWithoutSale));
    }

    [Fact]
    public void Make_ReturnWithoutEnoughSales_IsCountedAndTheRestLeftOut()
    {
        var plan = Plan("customer_id,date,value\n1,2026-01-01,-5\n1,2026-01-02,20\n1,2026-01-03,-25\n2,2026-01-03,-1\n");

        Assert.Equal(2, plan.Deliveries.Count);
        Assert.Equal((1, 1, 3, 11m), (plan.Counts.Orders, plan.Counts.Refunds, plan.Counts.ReturnsWithoutSale, plan.Counts.ValueWithoutSale));
    }

    [Fact]
    public void Make_ZeroValueOrder_IsSentAndOrderNumbersOfTheFileAreKept()
    {
        var order = Assert.Single(Plan("customer_id,date,value,order_id\n1,2026-01-01,0,536365\n").Deliveries).Order;

        Assert.Equal((0m, 536365L), (order.Total, order.Id));
    }

    [Fact]
    public void Make_UnitsThatDoNotDivide_KeepTheTotalExact()
    {
        var order = Assert.Single(Plan("customer_id,date,units,value\n1,2026-01-01,3,10.00\n").Deliveries).Order;

        Assert.Equal([(2, 3.33m), (1, 3.34m)], order.Lines.Select(line => (line.Quantity, line.Price)));
        Assert.Equal(10m, order.Total);
    }

    [Fact]
    public void Make_WhateverNamesABuyer_NoAddressIsPassedOn()
    {
        var plan = Plan("customer_id,date,value\nann@shop.test,2026-01-01,1\n00042,2026-01-01,1\n42,2026-01-01,1\n");

        Assert.DoesNotContain(plan.Deliveries, delivery => delivery.Order.Email.Contains("ann", StringComparison.Ordinal));
        Assert.Contains(plan.Deliveries, delivery => delivery.Order.Email == "buyer-00042@example.invalid" && delivery.Order.CustomerId == 42);
        Assert.Equal(3, plan.Deliveries.Select(delivery => delivery.Order.CustomerId).Distinct().Count());
    }

    [Fact]
    public void Make_OrderNumberTwice_IsRefusedWithTheLine()
    {
        var exception = Assert.Throws<LocalHostException>(() => Plan("customer_id,date,value,order_id\n1,2026-01-01,1,7\n1,2026-01-02,1,7\n"));

        Assert.Contains("Line 3 has the order id 7", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Histories.Till, 393, 160)]
    [InlineData(Histories.Gifts, 315, 139)]
    public void Make_AWholeHistory_HasItsOrdersBuyersAndSums(string name, int orders, int buyers)
    {
        var path = Histories.Find(name);

        var plan = ReplayPlan.Make(OrderFileReader.Read(path), "USD");

        // awk -F, 'NR>1 && $0 !~ /,return,/' FILE | wc -l, and the same with | cut -d, -f1 | sort -u | wc -l
        Assert.Equal((orders, buyers), (plan.Counts.Orders, plan.Counts.Buyers));
        var created = plan.Deliveries.Where(delivery => delivery.Topic == ShopifyTopics.OrderCreated).Sum(delivery => delivery.Order.Total);
        Assert.Equal(Sales(path).Sum(), created);
    }

    private static IEnumerable<decimal> Sales(string path)
    {
        using var text = File.OpenText(path);
        using var csv = new CsvReader(text, CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        while (csv.Read())
        {
            if (!csv.TryGetField<string>("kind", out var kind) || kind == "sale")
            {
                yield return csv.GetField<decimal>("value");
            }
        }
    }

    private static ReplayPlan Plan(string text) => ReplayPlan.Make(OrderFileReader.Read("orders.csv", new StringReader(text)), "EUR");
}
