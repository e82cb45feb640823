using System.Collections.Immutable;
using Churn.Domain.Messages;
using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.Domain.Tests.Messages;

public sealed class OrderMessageSizeTests
{
    [Fact]
    public void Fit_SmallOrder_IsUntouched()
    {
        var order = Make([.. Enumerable.Range(0, 100).Select(i => Line($"p{i % 3}"))]);

        Assert.Same(order, OrderMessageSize.Fit(order));
    }

    [Fact]
    public void Fit_ManyLinesOfFewProducts_MergesThem()
    {
        var order = OrderMessageSize.Fit(Make([.. Enumerable.Range(0, 3000).Select(i => Line($"p{i % 3}"))]));

        Assert.Equal(
            [("p0", 1500m, 7000L), ("p1", 1500m, 7000L), ("p2", 1500m, 7000L)],
            order.Lines!.Value.Select(line => (line.Product, line.Quantity, line.Net)));
    }

    [Fact]
    public void Fit_ManyProducts_KeepsAsManyAsFitAndFoldsTheRest()
    {
        var order = OrderMessageSize.Fit(Make([.. Enumerable.Range(0, 5000).Select(i => Line($"product-{i}"))]));

        var lines = order.Lines!.Value;
        Assert.Equal(OrderMessageSize.Rest, lines[^1].Product);
        Assert.Equal("product-0", lines[0].Product);
        Assert.Equal((7500m, 35_000L), (lines.Sum(line => line.Quantity), lines.Sum(line => line.Net)));
        Assert.InRange(OrderMessageSize.Bytes(order), OrderMessageSize.Limit - 100, OrderMessageSize.Limit);
    }

    [Fact]
    public void Fit_ManyRefunds_KeepsTheirSum()
    {
        var refunds = Enumerable.Range(0, 4000).ToImmutableSortedDictionary(i => $"refund-{i}", _ => 3L, StringComparer.Ordinal);
        var order = OrderMessageSize.Fit(Make([Line("p")]) with { Refunds = refunds });

        Assert.Equal(12_000, order.Refunded);
        Assert.InRange(OrderMessageSize.Bytes(order), 1, OrderMessageSize.Limit);
    }

    private static OrderLine Line(string product) => new() { Product = product, Quantity = 1.5m, Net = 7 };

    private static Order Make(ImmutableArray<OrderLine> lines) => new()
    {
        Shop = ShopId.Parse("demo"),
        Id = "1",
        Version = 1,
        PlacedAt = DateTimeOffset.UnixEpoch,
        Currency = "EUR",
        Money = new OrderMoney(100, 0, 0, 0),
        Lines = lines,
        Buyer = new OrderBuyer { Identifiers = [new Identifier(IdentifierKind.Email, new string('0', 32))] },
    };
}
