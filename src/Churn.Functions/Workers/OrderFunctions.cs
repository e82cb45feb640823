using Churn.Domain.Buyers;
using Churn.Domain.Identity;
using Churn.Domain.Messages;
using Churn.Domain.Recording;
using Churn.Domain.Shops;
using Churn.Storage.Queues;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Churn.Functions.Workers;

/// <summary>Records the orders and amendments of the queues.</summary>
public sealed partial class OrderFunctions(
    OrderProcessor orders, AmendmentHandler amendments, IBuyerIdentities identities, ErasedShopFilter erasedShops, ILogger<OrderFunctions> logger)
{
    [Function("ReclassifyBuyer")]
    public async Task ReclassifyBuyerAsync([QueueTrigger(QueueNames.Orders)] string message, CancellationToken cancellationToken)
    {
        var read = MessageJson.Read<OrderMessage>(message);
        using var scope = logger.BeginScope("Shop {Shop} order {OrderId}", read.Order.Shop.Value, read.Order.Id);
        var recorded = await orders.ProcessAsync(read, cancellationToken);
        Log.Recorded(logger, recorded?.Outcome is null or RecordOutcome.Erased ? LogLevel.Information : LogLevel.Debug,
            read.Order.Shop.Value, read.Order.Id,
            recorded?.Outcome.ToString() ?? "dropped because the shop was erased", recorded?.Conflicts ?? 0);
    }

    [Function("AmendOrder")]
    public async Task AmendOrderAsync([QueueTrigger(QueueNames.Amendments)] string message, CancellationToken cancellationToken)
    {
        var amendment = MessageJson.Read<AmendmentMessage>(message);
        var isOfErased = amendment.Shop is { } shop && await erasedShops.IsErasedAsync(shop, amendment.ReceivedAt, cancellationToken);
        var outcome = isOfErased ? RecordOutcome.Erased : await amendments.HandleAsync(amendment, cancellationToken);
        Log.Amended(logger, amendment.Shop?.Value, amendment.Order?.OrderId, outcome);
    }

    [Function("CheckMerge")]
    public async Task CheckMergeAsync([QueueTrigger(QueueNames.MergeChecks)] string message, CancellationToken cancellationToken)
    {
        var check = MessageJson.Read<MergeCheckMessage>(message);
        if (!await erasedShops.IsErasedAsync(check.Shop, null, cancellationToken))
        {
            await identities.FinishMergeAsync(new BuyerKey(check.Shop, check.Buyer), cancellationToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1, Message = "Shop {Shop} order {OrderId}: {Outcome} after {Conflicts} conflicts")]
        public static partial void Recorded(ILogger logger, LogLevel level, string shop, string orderId, string outcome, int conflicts);

        [LoggerMessage(2, LogLevel.Debug, "Shop {Shop} order {OrderId}: amendment {Outcome}")]
        public static partial void Amended(ILogger logger, string? shop, string? orderId, RecordOutcome outcome);
    }
}
