using Churn.Domain.Messages;
using Churn.Domain.Nightly;
using Churn.Domain.Offers;
using Churn.Domain.Shops;
using Churn.Domain.Telemetry;
using Churn.Functions.Api.Shops;
using Churn.Functions.Timers;
using Churn.Storage.Queues;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Churn.Functions.Api.Offers;

/// <summary>Flags the buyers who are ready for an offer, lists the offers, and takes reports on them.</summary>
public sealed partial class OfferFunctions(
    OfferScheduler scheduler, RangeOfferFlagger flagger, IOfferStore offers, OfferService service, IShopDirectory shops, ChurnMetrics metrics,
    TimeProvider time, ILogger<OfferFunctions> logger)
{
    [Function("FlagOffers")]
    public async Task FlagOffersAsync([TimerTrigger(Schedules.Offers)] TimerInfo timer, CancellationToken cancellationToken)
    {
        var ranges = await scheduler.DealDueAsync(cancellationToken);
        metrics.Dealt("offers", ranges);
        Log.Dealt(logger, ranges);
    }

    [Function("FlagRange")]
    public async Task FlagRangeAsync([QueueTrigger(QueueNames.Offers)] string message, CancellationToken cancellationToken)
    {
        var range = MessageJson.Read<RangeMessage>(message);
        var result = await flagger.RunAsync(range, cancellationToken);
        metrics.Finished("offers");
        Log.Flagged(logger, range.Shop.Value, range.From, range.To, result.Read, result.Written);
    }

    [Function("ListOffers")]
    public IActionResult ListOffers(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "shops/{shop}/offers")] HttpRequest request,
        string shop, CancellationToken cancellationToken) =>
        shops.Refusal(request, shop, out var found) ?? OfferList.Answer(request, found, offers, cancellationToken);

    [Function("GetUplift")]
    public async Task<IActionResult> GetUpliftAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "shops/{shop}/uplift")] HttpRequest request,
        string shop, CancellationToken cancellationToken)
    {
        if (shops.Refusal(request, shop, out var found) is { } refusal)
        {
            return refusal;
        }

        using var waiting = request.OrHangUp(cancellationToken);
        var (made, erased) = (
            await offers.ListAsync(found.Id, waiting.Token).ToListAsync(waiting.Token),
            await offers.ListErasedAsync(found.Id, waiting.Token).ToListAsync(waiting.Token));
        return new OkObjectResult(UpliftView.Of(ShopUplift.Of(made, erased, found.DayOf(time.GetUtcNow())), found.MarginPercent));
    }

    [Function("MarkOfferSent")]
    public async Task<IActionResult> MarkSentAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "shops/{shop}/offers/{id}/sent")] HttpRequest request,
        string shop, string id, CancellationToken cancellationToken) =>
        shops.Refusal(request, shop, out var found)
        ?? OfferAnswers.Of(await service.MarkSentAsync(found.Id, id, found.DayOf(time.GetUtcNow()), cancellationToken));

    [Function("RecordOfferOutcome")]
    public async Task<IActionResult> RecordOutcomeAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "shops/{shop}/offers/{id}/outcome")] HttpRequest request,
        string shop, string id, CancellationToken cancellationToken) =>
        shops.Refusal(request, shop, out var found)
        ?? (await OfferAnswers.ReadAsync(request, cancellationToken) is { Redeemed: true, Discount: >= 0 } outcome
            ? OfferAnswers.Of(
                await service.MarkRedeemedAsync(found.Id, id, outcome.Discount, found.DayOf(time.GetUtcNow()), cancellationToken))
            : OfferAnswers.Unreadable);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Offers: {Messages} ranges were queued")]
        public static partial void Dealt(ILogger logger, int messages);

        [LoggerMessage(2, LogLevel.Debug, "Shop {Shop} buckets {From} to {To}: {Read} buyers read, {Written} offers flagged")]
        public static partial void Flagged(ILogger logger, string shop, int from, int to, int read, int written);
    }
}
