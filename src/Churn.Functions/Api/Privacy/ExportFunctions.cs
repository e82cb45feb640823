using Churn.Domain.Privacy;
using Churn.Domain.Shops;
using Churn.Functions.Api.Shops;
using Churn.Functions.Timers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Churn.Functions.Api.Privacy;

/// <summary>Returns the exports of people's data, and deletes the exports that have expired.</summary>
public sealed partial class ExportFunctions(
    ExportRequests requests, PersonExporter exporter, IShopDirectory shops, ILogger<ExportFunctions> logger)
{
    [Function("ListExports")]
    public Task<IActionResult> ListExportsAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "shops/{shop}/exports")] HttpRequest request,
        string shop, CancellationToken cancellationToken) =>
        shops.Refusal(request, shop, out _) is { } refusal ? Task.FromResult(refusal) : requests.ListAsync(shop, cancellationToken);

    [Function("ReadExport")]
    public Task<IActionResult> ReadExportAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "shops/{shop}/exports/{id}")] HttpRequest request,
        string shop, string id, CancellationToken cancellationToken) =>
        shops.Refusal(request, shop, out _) is { } refusal ? Task.FromResult(refusal) : requests.ReadAsync(shop, id, cancellationToken);

    [Function("ClearExports")]
    public async Task ClearExportsAsync([TimerTrigger(Schedules.Exports)] TimerInfo timer, CancellationToken cancellationToken)
    {
        foreach (var shop in shops.All)
        {
            Log.Cleared(logger, shop.Id.Value, await exporter.ClearAsync(shop.Id, cancellationToken));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "Shop {Shop}: {Exports} expired exports were deleted")]
        public static partial void Cleared(ILogger logger, string shop, int exports);
    }
}
