using System.Globalization;
using Churn.LocalHost.Tests.Fixtures;
using Churn.Simulation.Shopify;
using CsvHelper;

namespace Churn.LocalHost.Tests.Replay;

public sealed class ReplayPlanTests
{
    [Fact]
    public async Task ReadAsync_SeveralOrdersOfABuyerOnADay_StayDistinctAndInOrder()
    {
        var plan = await Plans.OfTextAsync("customer_id,date,value\n1,2026-05-14,10\n2,2026-05-14,20\n1,2026-05-14,10\n1,2026-05-13,30\n");

        var mine = plan.Deliveries.Select(delivery => delivery.Order).Where(order => order.CustomerId == 1).ToList();
        Assert.Equal([30m, 10m, 10m], mine.Select(order => order.Total));
        Assert.Equal(3, mine.Select(order => order.Id).Distinct().Count());
        Assert.True(mine[1].PlacedAt < mine[2].PlacedAt);
        Assert.All(mine[1..], order => Assert.Equal(new DateOnly(2026, 5, 14), DateOnly.FromDateTime(order.PlacedAt.UtcDateTime)));
    }

    [Fact]
    public async Task ReadAsync_Twice_GivesTheSameBytes()
    {
        const string File =
            "customer_id,date,value,kind\nann@shop.test,2026-05-14,10,sale\n7,2026-05-14,20.5,sale\n7,2026-05-15,3,return\n";

        static async Task<List<string>> BodiesAsync()
        {
            var plan = await Plans.OfTextAsync(File);
            return [.. plan.Deliveries.Select(delivery => Convert.ToHexString(ShopifyOrderWriter.Write(delivery.Order)))];
        }

        Assert.Equal(await BodiesAsync(), await BodiesAsync());
    }

    [Fact]
    public async Task ReadAsync_Return_IsARefundOfTheLatestSalesThatHaveMoneyLeft()
    {
        var plan = await Plans.OfTextAsync("customer_id,date,value\n1,2026-01-01,10\n1,2026-01-02,20\n1,2026-01-03,-25\n");

        Assert.Equal(
            [("orders/create", 10m, 0m), ("orders/create", 20m, 0m), ("orders/updated", 20m, 20m), ("orders/updated", 10m, 5m)],
            plan.Deliveries.Select(delivery => (delivery.Topic, delivery.Order.Total, delivery.Order.Refunded)));
        var returned = new DateTimeOffset(2026, 1, 3, 12, 0, 0, TimeSpan.Zero);
        Assert.All(plan.Deliveries.Skip(2), delivery => Assert.Equal(returned, delivery.Order.UpdatedAt));
        Assert.Equal((2, 1, 0), (plan.Counts.Orders, plan.Counts.Refunds, plan.Counts.ReturnsWithoutSale));
    }

    [Fact]
    public async Task ReadAsync_ReturnWithoutEnoughSales_IsCountedAndTheRestLeftOut()
    {
        var plan = await Plans.OfTextAsync("customer_id,date,value\n1,2026-01-01,-5\n1,2026-01-02,20\n1,2026-01-03,-25\n2,2026-01-03,-1\n");

        Assert.Equal(2, plan.Deliveries.Count);
        Assert.Equal((1, 1), (plan.Counts.Orders, plan.Counts.Refunds));
        Assert.Equal((3, 11m), (plan.Counts.ReturnsWithoutSale, plan.Counts.ValueWithoutSale));
    }

    [Fact]
    public async Task ReadAsync_ZeroValueOrder_IsSentAndOrderNumbersOfTheFileAreKept()
    {
        var order = Assert.Single((await Plans.OfTextAsync("customer_id,date,value,order_id\n1,2026-01-01,0,536365\n")).Deliveries).Order;

        Assert.Equal((0m, 536365L), (order.Total, order.Id));
    }

    [Fact]
    public async Task ReadAsync_OurOwnColumns_AreSentWithLinesDiscountShippingAndFate()
    {
        var plan = await Plans.OfTextAsync("""
            order_id,placed_at,updated_at,total,discounts,shipping,tax,refunded,status,customer_id,channel,product,quantity,line_total
            7,2026-01-01T10:00:00Z,2026-01-03T10:00:00Z,31.00,4.00,5.00,2.00,6.00,paid,44,pos,101,2,20.00
            7,2026-01-01T10:00:00Z,,,,,,,,44,,103,1,4.00
            8,2026-01-02T10:00:00Z,2026-01-02T11:00:00Z,9.00,0,0,0,0,cancelled,45,web,102,1,9.00
            """);

        Assert.Equal(
            ["orders/create", "orders/create", "orders/cancelled", "orders/updated"],
            plan.Deliveries.Select(delivery => delivery.Topic));
        var (placed, cancelled, refunded) = (plan.Deliveries[0].Order, plan.Deliveries[2].Order, plan.Deliveries[3].Order);
        Assert.Equal((31m, 4m, 5m, 30m, "pos"), (placed.Total, placed.Discount, placed.Shipping, placed.LineTotal, placed.Source));
        Assert.Equal([(101L, 2), (103L, 1)], placed.Lines.Select(line => (line.ProductId, line.Quantity)));
        Assert.Equal((7, 6m, 25m), (refunded.Id, refunded.Refunded, refunded.Total - refunded.Refunded));
        Assert.Equal((8, new DateTimeOffset(2026, 1, 2, 11, 0, 0, TimeSpan.Zero)), (cancelled.Id, cancelled.CancelledAt));
    }

    [Fact]
    public async Task ReadAsync_UnitsThatDoNotDivide_KeepTheTotalExact()
    {
        var plan = await Plans.OfTextAsync("order_id,date,total,product,quantity,line_total\n1,2026-01-01,10.00,5,3,10.00\n");

        var order = Assert.Single(plan.Deliveries).Order;
        Assert.Equal([(2, 3.33m), (1, 3.34m)], order.Lines.Select(line => (line.Quantity, line.Price)));
        Assert.Equal(10m, order.Total);
    }

    [Theory]
    [InlineData("", "The file is empty.")]
    [InlineData("customer_id,value\n", "The file has no column for the time the order was placed.")]
    [InlineData("customer_id,date\n", "The file has no column for the order's total nor for its lines' prices.")]
    [InlineData("customer_id,date,value\n1,2026-05-14,5\n2,May,5\n", "Line 3: The column for PlacedAt is not a time that can be read.")]
    [InlineData("customer_id,date,value\n1,2026-05-14,five\n", "Line 2: The column for Total is not a possible number.")]
    [InlineData("customer_id,date,value,kind\n1,2026-05-14,5,gift\n", "Line 2: The column for Kind says neither sale nor return.")]
    public async Task ReadAsync_WhatCannotBeRead_NamesLineAndReason(string text, string expected) => Assert.EndsWith(
        expected, (await Assert.ThrowsAsync<LocalHostException>(() => Plans.OfTextAsync(text))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task ReadAsync_WhateverNamesABuyer_NoAddressIsPassedOn()
    {
        var plan = await Plans.OfTextAsync("customer_id,date,value\nann@shop.test,2026-01-01,1\n00042,2026-01-01,1\n42,2026-01-01,1\n");

        Assert.DoesNotContain(plan.Deliveries, delivery => delivery.Order.Email.Contains("ann", StringComparison.Ordinal));
        Assert.Contains(
            plan.Deliveries,
            delivery => delivery.Order.Email == "buyer-00042@example.invalid" && delivery.Order.CustomerId == 42);
        Assert.Equal(3, plan.Deliveries.Select(delivery => delivery.Order.CustomerId).Distinct().Count());
    }

    [Fact]
    public async Task ReadAsync_OrderIdsOfOneNumber_StayTwoOrders()
    {
        var plan = await Plans.OfTextAsync("customer_id,date,value,order_id\n1,2026-01-01,1,7\n1,2026-01-02,1,007\n1,2026-01-03,1,A-7\n");

        Assert.Equal(3, plan.Deliveries.Select(delivery => delivery.Order.Id).Distinct().Count());
        Assert.Equal(7, plan.Deliveries[0].Order.Id);
    }

    [Theory]
    [InlineData(Histories.Till, 393, 160)]
    [InlineData(Histories.Gifts, 315, 139)]
    public async Task ReadAsync_AWholeHistory_HasItsOrdersBuyersAndSums(string name, int orders, int buyers)
    {
        var path = Histories.Find(name);

        var plan = await Plans.OfFileAsync(path);

        // Orders: awk -F, 'NR>1 && $0 !~ /,return,/' FILE | wc -l. Buyers: the same with | cut -d, -f1 | sort -u | wc -l.
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

}
