using System.Text;
using Churn.Domain.Messages;
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

    [Fact]
    public async Task ReceiveOrders_TheBodyOfAWebhook_IsTheSameOrderWithoutItsSignature()
    {
        var body = Encoding.UTF8.GetBytes(SampleBodies.StandardOrder);
        await _intake.PostAsync("standard", "demo", body, Signed.Headers("standard", body, _intake.Time.GetUtcNow()));
        var byWebhook = Assert.Single(_intake.TakeAll().Orders);

        Assert.Equal([(InboxVerdict.Taken, "Stored.")], await ReceiveAsync(("demo", SampleBodies.StandardOrder)));

        Assert.Equal(OrderJson.Write(LedgerEntry.Of(byWebhook)), OrderJson.Write(LedgerEntry.Of(Assert.Single(_intake.Orders))));
    }

    [Fact]
    public async Task ReceiveOrders_AShopOfAnotherPlatform_MaySendTheNeutralOrderToo()
    {
        Assert.Equal([(InboxVerdict.Taken, "Stored.")], await ReceiveAsync(("boutique", SampleBodies.StandardOrder)));

        Assert.Equal("boutique", Assert.Single(_intake.Orders).Shop.Value);
    }

    [Theory]
    [InlineData(null, "The property shop names none of the shops configured here.")]
    [InlineData("stranger", "The property shop names none of the shops configured here.")]
    public async Task ReceiveOrders_OfNoShop_IsRefused(string? shop, string why) =>
        Assert.Equal([(InboxVerdict.Refused, why)], await ReceiveAsync((shop, SampleBodies.StandardOrder)));

    [Fact]
    public async Task ReceiveOrders_WhatCannotBeRead_IsRefusedAndTheNextIsTaken()
    {
        var verdicts = await ReceiveAsync(("demo", "{"), ("demo", SampleBodies.StandardOrder));

        Assert.Equal([InboxVerdict.Refused, InboxVerdict.Taken], verdicts.Select(verdict => verdict.Verdict));
        Assert.Single(_intake.Orders);
    }

    [Fact]
    public async Task ReceiveOrders_AQueueThatDoesNotTake_IsTriedAgain()
    {
        _intake.FailToStore();

        Assert.Equal(InboxVerdict.Again, Assert.Single(await ReceiveAsync(("demo", SampleBodies.StandardOrder))).Verdict);
    }

    private async Task<List<(InboxVerdict Verdict, string Why)>> ReceiveAsync(params (string? Shop, string Body)[] messages)
    {
        var inbox = new ScriptedInbox(messages);
        var functions = new InboxFunctions(inbox, _intake.Services.GetRequiredService<WebhookIntake>(), new FixedShops(Standard, Shopify), NullLogger<InboxFunctions>.Instance);
        await functions.ReceiveOrdersAsync(new(), default);
        return inbox.Verdicts;
    }

    private sealed class ScriptedInbox((string? Shop, string Body)[] messages) : IOrderInbox
    {
        public List<(InboxVerdict Verdict, string Why)> Verdicts { get; } = [];

        public bool IsOpen => true;

        public async Task<int> ReceiveAsync(Func<InboxMessage, Task<(InboxVerdict Verdict, string Why)>> take, TimeSpan limit, CancellationToken cancellationToken)
        {
            foreach (var (shop, body) in messages)
            {
                Verdicts.Add(await take(new InboxMessage(shop, "m1", Encoding.UTF8.GetBytes(body))));
            }

            return messages.Length;
        }
    }
}
