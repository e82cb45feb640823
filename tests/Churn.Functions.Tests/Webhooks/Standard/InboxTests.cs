using System.Text;
using Azure.Messaging.ServiceBus;
using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Churn.Functions.Webhooks;
using Churn.TestSupport.MemoryStores;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Churn.Functions.Tests.Webhooks.Standard;

/// <summary>Orders by Service Bus go the way of a webhook.</summary>
public sealed class InboxTests
{
    private static readonly Shop Standard = Signed.Shop("standard");
    private static readonly Shop Shopify = TestShops.Make("shopify", [Signed.Secret], id: "boutique");
    private readonly Intake _intake = new(Standard, Shopify);
    private readonly RecordedSettlement _settlement = new();

    [Fact]
    public async Task ReceiveOrders_TheBodyOfAWebhook_IsTheSameOrderWithoutItsSignature()
    {
        var body = Encoding.UTF8.GetBytes(SampleBodies.StandardOrder);
        await _intake.PostAsync("standard", "demo", body, Signed.Headers("standard", body, _intake.Time.GetUtcNow()));
        var byWebhook = Assert.Single(_intake.TakeAll().Orders);

        await ReceiveAsync("demo");

        Assert.Equal(OrderJson.Write(LedgerEntry.Of(byWebhook)), OrderJson.Write(LedgerEntry.Of(Assert.Single(_intake.Orders))));
        Assert.Equal(["complete m1"], _settlement.Lines);
    }

    [Fact]
    public async Task ReceiveOrders_AShopOfAnotherPlatform_MaySendTheNeutralOrderToo()
    {
        await ReceiveAsync("boutique");

        Assert.Equal("boutique", Assert.Single(_intake.Orders).Shop.Value);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("stranger")]
    [InlineData(7)]
    public async Task ReceiveOrders_OfNoShop_GoesToTheDeadLettersWithTheReason(object? shop)
    {
        await ReceiveAsync(shop);

        Assert.Equal(["dead m1: Refused: The property shop names none of the shops configured here."], _settlement.Lines);
        Assert.Empty(_intake.Orders);
    }

    [Fact]
    public async Task ReceiveOrders_WhatCannotBeRead_GoesToTheDeadLettersWithTheSentenceOfAWebhook()
    {
        var answer = await _intake.Services.GetRequiredService<WebhookIntake>().ReceiveTrustedAsync("{"u8.ToArray(), Standard);

        await ReceiveAsync("demo", "{");

        Assert.Equal([$"dead m1: Refused: {answer.Sentence}"], _settlement.Lines);
    }

    // Without the wait, an outage of seconds would use up every delivery that the queue allows.
    [Fact]
    public async Task ReceiveOrders_AQueueThatDoesNotTake_HoldsTheMessageAndGivesItBack()
    {
        _intake.FailToStore();

        var receiving = ReceiveAsync("demo");
        Assert.False(receiving.IsCompleted);
        Assert.Empty(_settlement.Lines);
        _intake.Time.Advance(TimeSpan.FromSeconds(30));
        await receiving;

        Assert.Equal(["abandon m1"], _settlement.Lines);
    }

    [Fact]
    public async Task ReceiveOrders_StoppedWhileItHoldsAMessage_GivesItBackAtOnce()
    {
        _intake.FailToStore();
        using var stopping = new CancellationTokenSource();

        var receiving = ReceiveAsync("demo", stop: stopping.Token);
        await stopping.CancelAsync();
        await receiving;

        Assert.Equal(["abandon m1"], _settlement.Lines);
    }

    private Task ReceiveAsync(object? shop, string body = SampleBodies.StandardOrder, CancellationToken stop = default)
    {
        var properties = shop is null ? [] : new Dictionary<string, object> { ["shop"] = shop };
        var message = ServiceBusModelFactory.ServiceBusReceivedMessage(BinaryData.FromString(body), messageId: "m1", properties: properties);
        var functions = new InboxFunctions(
            _intake.Services.GetRequiredService<WebhookIntake>(), new FixedShops(Standard, Shopify), _intake.Time, NullLogger<InboxFunctions>.Instance);
        return functions.ReceiveOrdersAsync(message, _settlement, stop);
    }
}
