using Churn.Domain.Events;
using Churn.Domain.Messages;
using Churn.Domain.Shops;
using Churn.Domain.Telemetry;
using Churn.Functions.Api.Shops;
using Churn.Storage.Queues;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Churn.Functions.Api.Events;

/// <summary>Delivers events to the shops' endpoints, shows the state of the endpoints, and enables an endpoint again.</summary>
public sealed partial class EndpointFunctions(
    EndpointDeliverer deliverer, IEndpointStore store, IShopDirectory shops, ChurnMetrics metrics, ILogger<EndpointFunctions> logger)
{
    [Function("DeliverEvents")]
    public async Task DeliverEventsAsync([QueueTrigger(QueueNames.Deliveries)] string message, CancellationToken cancellationToken)
    {
        var waiting = MessageJson.Read<DeliveryMessage>(message);
        var result = await deliverer.HandleAsync(waiting, cancellationToken);
        metrics.Delivered(waiting.Shop, result.Delivered, result.Failure.Length > 0, result.Disabled);
        Log.Tried(
            logger, result.Failure.Length == 0 ? LogLevel.Debug : LogLevel.Warning,
            waiting.Shop.Value, waiting.Endpoint, result.Delivered, waiting.Attempts, result.Failure);
        if (result.Disabled)
        {
            Log.Disabled(logger, waiting.Shop.Value, waiting.Endpoint, result.Failure);
        }
    }

    [Function("ListEndpoints")]
    public async Task<IActionResult> ListEndpointsAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "shops/{shop}/endpoints")] HttpRequest request,
        string shop, CancellationToken cancellationToken) =>
        shops.Refusal(request, shop, out var found) is { } refusal
            ? refusal
            : new OkObjectResult(await ViewAsync(found, cancellationToken));

    [Function("EnableEndpoint")]
    public async Task<IActionResult> EnableEndpointAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "shops/{shop}/endpoints/{id}/enable")] HttpRequest request,
        string shop, string id, CancellationToken cancellationToken) =>
        shops.Refusal(request, shop, out var found) is { } refusal ? refusal
        : found.Endpoints.All(endpoint => endpoint.Id != id) ? Problems.NotFound("The shop has no such endpoint.")
        : new OkObjectResult(new EndpointEnabled(id, await deliverer.EnableAsync(found.Id, id, cancellationToken)));

    private async Task<List<EndpointView>> ViewAsync(Shop shop, CancellationToken cancellationToken)
    {
        var views = new List<EndpointView>();
        foreach (var endpoint in shop.Endpoints)
        {
            views.Add(EndpointView.Of(endpoint, await store.GetStateAsync(shop.Id, endpoint.Id, cancellationToken)));
        }

        return views;
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1,
            Message = "Shop {Shop} endpoint {Endpoint}: {Events} events delivered after {Attempts} failed tries; failure: {Failure}")]
        public static partial void Tried(
            ILogger logger, LogLevel level, string shop, string endpoint, int events, int attempts, string failure);

        [LoggerMessage(2, LogLevel.Error,
            "Shop {Shop} endpoint {Endpoint} is disabled: it answered {Failure}. "
            + "Nothing is sent there until it is enabled again; see docs/operations.md")]
        public static partial void Disabled(ILogger logger, string shop, string endpoint, string failure);
    }
}
