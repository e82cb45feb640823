using Churn.Domain.Messages;
using Churn.Domain.Privacy;
using Churn.Storage.Queues;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Churn.Functions.Workers;

/// <summary>Handles the messages of the queue <c>requests</c>.</summary>
public sealed partial class ShopRequestFunctions(ShopRequestHandler handler, ILogger<ShopRequestFunctions> logger)
{
    [Function("HandleShopRequest")]
    public async Task HandleShopRequestAsync([QueueTrigger(QueueNames.ShopRequests)] string message, CancellationToken cancellationToken)
    {
        var shopRequest = MessageJson.Read<ShopRequest>(message);
        using var scope = logger.BeginScope("Shop {Shop} receipt {Receipt}", shopRequest.Shop.Value, shopRequest.Receipt);
        Tell(shopRequest, await handler.HandleAsync(shopRequest, cancellationToken));
    }

    private void Tell(ShopRequest shopRequest, ShopRequestResult result)
    {
        switch (result.Outcome)
        {
            case ShopRequestOutcome.Exported:
                Log.Exported(logger, shopRequest.Shop.Value, result.Id, shopRequest.Receipt);
                break;
            case ShopRequestOutcome.Begun:
                Log.Begun(logger, shopRequest.Shop.Value, shopRequest.Receipt);
                break;
            case ShopRequestOutcome.Waiting:
                Log.Waiting(logger, shopRequest.Shop.Value, shopRequest.Fetch?.OrderId, result.Reason);
                break;
            case ShopRequestOutcome.Parked:
                Log.Parked(logger, shopRequest.Fetch?.OrderId, shopRequest.Shop.Value, result.Reason, result.Id);
                break;
            case ShopRequestOutcome.LeftAlone:
                Log.LeftAlone(logger, shopRequest.Shop.Value, shopRequest.Kind, shopRequest.Receipt, result.Reason);
                break;
            default:
                Log.Handled(
                    logger, shopRequest.Shop.Value, shopRequest.Kind, shopRequest.Receipt,
                    result.Erased.Orders, result.Erased.Offers, result.Erased.Messages, result.Erased.Events);
                break;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information,
            "Shop {Shop} {Kind} request {Receipt}: done; "
            + "erased {Orders} orders, {Offers} offers, {Messages} messages and {Events} waiting events")]
        public static partial void Handled(
            ILogger logger, string shop, string kind, string receipt, int orders, int offers, int messages, int events);

        [LoggerMessage(2, LogLevel.Information, "Shop {Shop}: export {Export} of a person's data is ready, as notice {Receipt} asked")]
        public static partial void Exported(ILogger logger, string shop, string? export, string receipt);

        [LoggerMessage(3, LogLevel.Information, "Shop {Shop}: the erasure of the shop has begun, as notice {Receipt} asked")]
        public static partial void Begun(ILogger logger, string shop, string receipt);

        [LoggerMessage(4, LogLevel.Information, "Shop {Shop} order {OrderId}: fetching is tried again later: {Reason}")]
        public static partial void Waiting(ILogger logger, string shop, string? orderId, string reason);

        [LoggerMessage(5, LogLevel.Warning,
            "Parked: order {OrderId} of shop {Shop} waits for an operator. {Reason} "
            + "Correct the cause, then retry message {Id} of queue notices")]
        public static partial void Parked(ILogger logger, string? orderId, string shop, string reason, string? id);

        [LoggerMessage(6, LogLevel.Warning, "Shop {Shop} {Kind} request {Receipt} was not carried out: {Reason}")]
        public static partial void LeftAlone(ILogger logger, string shop, string kind, string receipt, string reason);
    }
}
