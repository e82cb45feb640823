using Churn.Domain.Accounts;
using Churn.Domain.Buyers;
using Churn.Domain.Events;
using Churn.Domain.Messages;
using Churn.Domain.Privacy;
using Churn.Storage.Queues;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Churn.Functions.Orders;

/// <summary>Takes orders off the queue, one message an order.</summary>
public sealed partial class OrderFunctions(
    MeasuredRecorder recorder, AmendmentHandler amendments, OrderUniter uniter, ShopGate gate, IMessageQueues queues, OutboxPublisher outbox, ILogger<OrderFunctions> logger)
{
    [Function("ReclassifyBuyer")]
    public async Task ReclassifyBuyerAsync([QueueTrigger(QueueNames.Orders)] string message, CancellationToken cancellationToken)
    {
        var read = MessageJson.Read<OrderMessage>(message);
        var order = read.Order;
        using var scope = logger.BeginScope("Shop {Shop} order {OrderId}", order.Shop.Value, order.Id);
        if (await gate.IsErasedAsync(order.Shop, order.PlacedAt, cancellationToken))
        {
            Log.OfErasedShop(logger, order.Shop.Value, order.Id);
            return;
        }

        var recorded = await recorder.RecordAsync(read, cancellationToken);
        await queues.NotifyAccountsAsync(recorded, cancellationToken);
        await outbox.PublishAsync(recorded, cancellationToken);
        if (recorded.Outcome == RecordOutcome.Erased)
        {
            Log.Erased(logger, order.Shop.Value, order.Id);
        }

        Log.Recorded(logger, order.Shop.Value, order.Id, recorded.Outcome, recorded.Conflicts);
    }

    [Function("AmendOrder")]
    public async Task AmendOrderAsync([QueueTrigger(QueueNames.Amendments)] string message, CancellationToken cancellationToken)
    {
        var amendment = MessageJson.Read<AmendmentMessage>(message);
        if (amendment.Shop is { } shop && await gate.IsErasedAsync(shop, amendment.ReceivedAt, cancellationToken))
        {
            Log.OfErasedShop(logger, shop.Value, amendment.Order?.OrderId);
            return;
        }

        var outcome = await amendments.HandleAsync(amendment, cancellationToken);
        Log.Amended(logger, amendment.Shop?.Value, amendment.Order?.OrderId, outcome, amendment.Attempts);
    }

    [Function("SearchOrder")]
    public async Task SearchOrderAsync([QueueTrigger(QueueNames.Searches)] string message, CancellationToken cancellationToken)
    {
        var search = MessageJson.Read<OrderSearch>(message);
        if (await uniter.SearchAsync(search, cancellationToken))
        {
            Log.United(logger, search.Shop.Value, search.OrderId);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(5, LogLevel.Information, "Shop {Shop} order {OrderId}: dropped, the shop was erased")]
        public static partial void OfErasedShop(ILogger logger, string shop, string? orderId);

        [LoggerMessage(4, LogLevel.Information, "Shop {Shop} order {OrderId}: stood in two ledgers, its deliveries naming different people; brought together")]
        public static partial void United(ILogger logger, string shop, string orderId);

        [LoggerMessage(2, LogLevel.Debug, "Shop {Shop} order {OrderId}: amendment {Outcome} after {Attempts} waits")]
        public static partial void Amended(ILogger logger, string? shop, string? orderId, RecordOutcome? outcome, int attempts);

        [LoggerMessage(3, LogLevel.Information, "Shop {Shop} order {OrderId}: dropped, its buyer was erased")]
        public static partial void Erased(ILogger logger, string shop, string orderId);

        [LoggerMessage(1, LogLevel.Debug, "Shop {Shop} order {OrderId}: {Outcome}, {Conflicts} races lost")]
        public static partial void Recorded(ILogger logger, string shop, string orderId, RecordOutcome outcome, int conflicts);
    }
}
