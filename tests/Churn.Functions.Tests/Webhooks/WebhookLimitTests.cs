using System.Text.Json;
using System.Text.Json.Nodes;
using Churn.Domain.Messages;
using Churn.Domain.Orders;
using Churn.Functions.Tests.Webhooks.Shopify;

namespace Churn.Functions.Tests.Webhooks;

public sealed class WebhookLimitTests
{
    private const int TwoMebibytes = 2 * 1024 * 1024;

    private readonly Intake _intake = new(TestShops.Make("shopify", [ShopifyOrders.Secret], ShopifyOrders.Domain));

    [Fact]
    public async Task Receive_BodyOfExactlyTheLimit_IsRead()
    {
        var body = Padded(TwoMebibytes);

        Assert.Equal(200, (await _intake.PostAsync("shopify", "demo", body, ShopifyOrders.Headers(body))).Status);
    }

    [Fact]
    public async Task Receive_OneByteMore_Is413()
    {
        var body = Padded(TwoMebibytes + 1);

        Assert.Equal(413, (await _intake.PostAsync("shopify", "demo", body, ShopifyOrders.Headers(body))).Status);
        Assert.Empty(_intake.Orders);
    }

    [Fact]
    public async Task Receive_EndlessBodyWithoutLength_Is413AfterLittleMoreThanTheLimit()
    {
        using var body = new EndlessStream();

        var answer = await _intake.PostAsync("shopify", "demo", body, CancellationToken.None, ShopifyOrders.Headers([]));

        Assert.Equal(413, answer.Status);
        Assert.InRange(body.Given, TwoMebibytes, TwoMebibytes + (128 * 1024));
    }

    [Fact]
    public async Task Receive_SenderHangsUpAfterTheBody_IsStoredAllTheSame()
    {
        using var hangUp = new CancellationTokenSource();
        var bytes = ShopifyOrders.Make().Bytes();
        using var body = new HangUpAtEndStream(bytes, hangUp);

        var answer = await _intake.PostAsync("shopify", "demo", body, hangUp.Token, ShopifyOrders.Headers(bytes));

        Assert.True(hangUp.IsCancellationRequested);
        Assert.Equal(200, answer.Status);
        Assert.Single(_intake.Orders);
    }

    [Theory]
    [InlineData(300, 100)]
    [InlineData(5000, 5000)]
    public async Task Receive_OrderOfVeryManyLines_StaysWithinAMessageAndKeepsItsSums(int count, int products)
    {
        var lines = Enumerable.Range(0, count).Select(i => (JsonNode)new JsonObject
        {
            ["product_id"] = 8_000_000_000_000 + (i % products), ["sku"] = new string('x', 120), ["quantity"] = 2, ["price"] = "1.25",
        });
        var body = ShopifyOrders.Make().With("line_items", new JsonArray([.. lines])).Bytes();

        await _intake.PostAsync("shopify", "demo", body, ShopifyOrders.Headers(body));

        var order = Assert.Single(_intake.Orders);
        Assert.InRange(JsonSerializer.SerializeToUtf8Bytes(new OrderMessage { Order = order }, OrderJson.Options).Length, 1, 60_000);
        Assert.Equal(count * 2, order.Lines!.Value.Sum(line => line.Quantity));
        Assert.Equal(count * 250L, order.Lines!.Value.Sum(line => line.Net));
        Assert.Equal(6350, order.Money.Total);
    }

    private static byte[] Padded(int length)
    {
        var order = ShopifyOrders.Make().With("note", "");
        order["note"] = new string('n', length - order.Bytes().Length);
        return order.Bytes();
    }

    private sealed class EndlessStream : MemoryStream
    {
        public long Given { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            buffer.Span.Fill((byte)' ');
            Given += buffer.Length;
            return ValueTask.FromResult(buffer.Length);
        }
    }

    private sealed class HangUpAtEndStream(byte[] bytes, CancellationTokenSource hangUp) : MemoryStream(bytes)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await base.ReadAsync(buffer, CancellationToken.None);
            if (read == 0)
            {
                await hangUp.CancelAsync();
            }

            return read;
        }
    }
}
