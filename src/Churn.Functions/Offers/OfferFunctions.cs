using Churn.Domain.Messages;
using Churn.Domain.Offers;
using Churn.Domain.Shops;
using Churn.Domain.Telemetry;
using Churn.Functions.Shops;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Churn.Functions.Offers;

/// <summary>Flags who is ready for an offer, and lists the offers.</summary>
public sealed partial class OfferFunctions(RangeDealer dealer, RangeOfferFlagger flagger, IOfferStore offers, IShopDirectory shops, ChurnMetrics metrics, ILogger<OfferFunctions> logger)
{
    [Function("FlagOffers")]
    public async Task FlagOffersAsync([TimerTrigger("%OffersSchedule%")] TimerInfo timer, CancellationToken cancellationToken)
    {
        var ranges = await dealer.DealOffersAsync(cancellationToken);
        metrics.Dealt("offers", ranges);
        Log.Dealt(logger, ranges);
    }

    [Function("FlagRange")]
    public async Task FlagRangeAsync([QueueTrigger("%OffersQueue%")] string message, CancellationToken cancellationToken)
    {
        var range = MessageJson.Read<RangeMessage>(message);
        var result = await flagger.RunAsync(range, cancellationToken);
        metrics.Finished("offers");
        Log.Flagged(logger, range.Shop.Value, range.From, range.To, result.Read, result.Written);
    }

    [Function("ListOffers")]
    public IActionResult ListOffers(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "shops/{shop}/offers")] HttpRequest request, string shop, CancellationToken cancellationToken) =>
        shops.Refusal(request, shop, out var found) ?? OfferList.Answer(request, offers.ListAsync(found.Id, cancellationToken));

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Offers: {Messages} ranges dealt out")]
        public static partial void Dealt(ILogger logger, int messages);

        [LoggerMessage(2, LogLevel.Debug, "Shop {Shop} buckets {From} to {To}: {Read} buyers read, {Written} offers flagged")]
        public static partial void Flagged(ILogger logger, string shop, int from, int to, int read, int written);
    }
}
