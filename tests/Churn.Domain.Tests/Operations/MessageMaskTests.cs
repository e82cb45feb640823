using Churn.Domain.Messages;
using Churn.Domain.Operations;
using Churn.Domain.Shops;
using Churn.Testing.Builders;

namespace Churn.Domain.Tests.Operations;

public sealed class MessageMaskTests
{
    private static readonly Shop Shop = AShop.Named("masked");

    [Fact]
    public void Mask_OrderMessage_KeepsTheOrderAndHidesWhoPlacedIt()
    {
        var order = AnOrder.Of(Shop, "1001", "2026-06-01T10:00:00Z", customerId: "123456789", phone: "030 123456");
        order = order with { Buyer = order.Buyer with { CompanyId = "company-4711" } };

        var masked = MessageMask.Mask(MessageJson.Write(new OrderMessage { Order = order }))!;

        var shown = masked["order"]!;
        Assert.Equal(("masked", "1001", "EUR", 5_000L), (shown["shop"]!.GetValue<string>(), shown["id"]!.GetValue<string>(),
            shown["currency"]!.GetValue<string>(), shown["money"]!["gross"]!.GetValue<long>()));
        Assert.StartsWith("2026-06-01T10:00:00", shown["placedAt"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(
            order.Buyer.Identifiers.Select(identifier => $"{identifier.ToString()[..6]}..."),
            shown["buyer"]!["identifiers"]!.AsArray().Select(node => node!.GetValue<string>()));
        Assert.Equal("...89", shown["buyer"]!["customerId"]!.GetValue<string>());
        Assert.Equal("...11", shown["buyer"]!["companyId"]!.GetValue<string>());
        Assert.All(
            order.Buyer.Identifiers,
            identifier => Assert.DoesNotContain(identifier.Hash[8..], masked.ToJsonString(), StringComparison.Ordinal));
    }

    [Fact]
    public void Mask_TextNobodyKnows_IsHidden()
    {
        var message = """{"v":1,"email":"a@example.org","note":"x","deep":[{"name":"Anna Maria Example"}],"ok":true}""";

        Assert.Equal(
            """{"v":1,"email":"...rg","note":"...","deep":[{"name":"Anna M..."}],"ok":true}""",
            MessageMask.Mask(message)!.ToJsonString());
    }

    [Fact]
    public void Mask_JsonInBase64_IsReadAsTheQueueFunctionReadsIt()
    {
        var text = Convert.ToBase64String("""{"v":1,"shop":"demo"}"""u8);

        Assert.Equal("demo", MessageMask.Mask(text)!["shop"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("{")]
    [InlineData("[1]")]
    [InlineData("bnVsbA==")]
    public void Mask_WhatIsNoMessage_ShowsNothing(string text) => Assert.Null(MessageMask.Mask(text));
}
