using System.Text;
using System.Text.Json.Nodes;
using Churn.Domain.Shops;
using Churn.Functions.Tests.Webhooks.Shopify;
using Churn.Testing.Scenarios;

namespace Churn.Functions.Tests.Webhooks;

/// <summary>Sends signed deliveries of one order in every sequence in which they can come, and some of them twice.</summary>
public sealed class DeliveryOrderTests
{
    private const string Refund =
        """{"id":900,"order_id":5001,"created_at":"2026-03-02T10:00:00Z","transactions":[{"kind":"refund","status":"success","amount":"12.50","currency":"USD"}]}""";

    private static readonly Shop Shop = TestShops.Make("shopify", [ShopifyOrders.Secret], ShopifyOrders.Domain);

    private static readonly (string Topic, byte[] Body)[] Deliveries =
    [
        ("orders/create", ShopifyOrders.Make().With("financial_status", "pending").Bytes()),
        ("orders/updated", ShopifyOrders.Make().With("updated_at", "2026-03-01T15:00:05Z").Without("customer").Bytes()),
        ("refunds/create", Encoding.UTF8.GetBytes(Refund)),
        (
            "orders/updated",
            ShopifyOrders.Make().With("updated_at", "2026-03-02T10:00:01Z").With("refunds", JsonNode.Parse($"[{Refund}]")).Bytes()
        ),
    ];

    [Fact]
    public async Task Receive_EveryOrderOfDeliveries_GivesTheSameRows()
    {
        var expected = await RowsAsync([0, 1, 2, 3]);
        Assert.Contains("\"Refunded\":1250", expected, StringComparison.Ordinal);

        foreach (var order in Permutations([0, 1, 2, 3]))
        {
            var said = string.Join(' ', order);
            Assert.True(expected == await RowsAsync(order), $"The rows differ after {said}.");
            Assert.True(expected == await RowsAsync([.. order, .. order]), $"The rows differ after {said}, and the same again.");
            Assert.True(
                expected == await RowsAsync([.. order.SelectMany(one => new[] { one, one })]),
                $"The rows differ after {said}, each twice.");
        }
    }

    private static async Task<string> RowsAsync(IEnumerable<int> order)
    {
        var (intake, scenario) = (new Intake(Shop), RecorderScenario.InMemory(Shop));
        foreach (var (topic, body) in order.Select(one => Deliveries[one]))
        {
            var headers = ShopifyOrders.Headers(body, topic, triggeredAt: "2026-03-01T15:00:02Z");
            var answer = await intake.PostAsync("shopify", "demo", body, headers);
            Assert.True(answer.Status == 200, $"{answer.Status}: {answer.Detail}");
            var (orders, amendments) = (intake.Orders, intake.Amendments);
            intake.TakeAll();
            foreach (var told in orders)
            {
                await scenario.Recorder.RecordAsync(told, default);
            }

            foreach (var amendment in amendments.Select(amendment => amendment.Order!))
            {
                await scenario.Recorder.AmendAsync(amendment, default);
            }
        }

        return await RowDump.OfAsync(scenario.Buyers, Shop.Id);
    }

    private static IEnumerable<int[]> Permutations(int[] items) => items.Length == 1
        ? [items]
        : items.SelectMany(first => Permutations([.. items.Where(item => item != first)]).Select(rest => (int[])[first, .. rest]));
}
