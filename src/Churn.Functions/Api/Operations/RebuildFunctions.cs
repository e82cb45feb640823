using Churn.Domain.Messages;
using Churn.Domain.Operations;
using Churn.Domain.Shops;
using Churn.Domain.Telemetry;
using Churn.Storage.Queues;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Churn.Functions.Api.Operations;

/// <summary>Compares a shop's buyers with their ledgers at an operator's request.</summary>
public sealed partial class RebuildFunctions(
    RangeScheduler scheduler, BuyerRebuilder rebuilder, IShopDirectory shops, ChurnMetrics metrics, ILogger<RebuildFunctions> logger)
{
    [Function("RebuildShop")]
    public async Task<IActionResult> RebuildShopAsync(
        [HttpTrigger(AuthorizationLevel.Admin, "post", Route = "operations/rebuild/{shop}")] HttpRequest request,
        string shop, CancellationToken cancellationToken)
    {
        var repair = request.Query["repair"].ToString();
        return !ShopId.TryParse(shop, out var id) || shops.Find(id) is null ? Problems.NotFound("No shop of that name is configured.")
            : repair is not ("" or "true" or "false") ? Problems.BadRequest("repair takes true or false.")
            : new AcceptedResult((string?)null, await StartAsync(id, repair == "true", cancellationToken));
    }

    [Function("RebuildRange")]
    public async Task RebuildRangeAsync([QueueTrigger(QueueNames.Rebuild)] string message, CancellationToken cancellationToken)
    {
        var range = MessageJson.Read<RebuildMessage>(message);
        var result = await rebuilder.RunAsync(range, cancellationToken);
        metrics.Finished("rebuild");
        Log.Rebuilt(logger, range.Shop.Value, range.From, range.To, result.Buyers, result.Orders, result.Differences, result.Repaired);
        foreach (var difference in result.Examples)
        {
            Log.Differs(logger, range.Shop.Value, difference.Key.Buyer.Value, string.Join(", ", difference.Facts), difference.Repaired);
        }
    }

    private async Task<RebuildStarted> StartAsync(ShopId shop, bool repair, CancellationToken cancellationToken)
    {
        var ranges = await scheduler.DealRebuildAsync(shop, repair, cancellationToken);
        metrics.Dealt("rebuild", ranges);
        return new RebuildStarted(shop.Value, ranges, repair);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information,
            "Shop {Shop} buckets {From} to {To}: {Buyers} buyers compared with {Orders} orders, {Differences} differ, {Repaired} repaired")]
        public static partial void Rebuilt(
            ILogger logger, string shop, int from, int to, int buyers, long orders, int differences, int repaired);

        [LoggerMessage(2, LogLevel.Error,
            "Shop {Shop} buyer {Buyer}: the row differed from the fold of the ledger in {Facts}; repaired: {Repaired}")]
        public static partial void Differs(ILogger logger, string shop, string buyer, string facts, bool repaired);
    }
}

/// <summary>The answer when a rebuild has started: how many ranges were queued. The log has the result of each range.</summary>
public sealed record RebuildStarted(string Shop, int Ranges, bool Repair);
