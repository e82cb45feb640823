using Churn.Domain.Labels;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Churn.Functions.Api.Buyers;

/// <summary>
/// Shows one buyer: the labels with their reasons today or on a past day, what the next label needs, and the orders page by page.
/// </summary>
public sealed class BuyerFunctions(BuyerRequests requests, BuyerHistory history)
{
    [Function("GetBuyer")]
    public Task<IActionResult> GetBuyerAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "shops/{shop}/buyers/{id}")] HttpRequest request,
        string shop, string id, CancellationToken cancellationToken) =>
        requests.AnswerAsync(request, shop, id, async (asked, token) =>
            new OkObjectResult(BuyerView.Of(
                asked.AsOf is { } day ? await history.OnAsync(asked.Buyer, day, token) : asked.Buyer,
                asked.Rulebook, asked.AsOf ?? asked.Today)), cancellationToken);

    [Function("ExplainBuyer")]
    public Task<IActionResult> ExplainBuyerAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "shops/{shop}/buyers/{id}/explain")] HttpRequest request,
        string shop, string id, CancellationToken cancellationToken) =>
        requests.AnswerAsync(request, shop, id, async (asked, token) =>
            new OkObjectResult(ExplanationView.Of(
                await history.OnAsync(asked.Buyer, asked.AsOf ?? asked.Today, token), asked.Rulebook)), cancellationToken);

    [Function("GetBuyerHistory")]
    public Task<IActionResult> GetBuyerHistoryAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "shops/{shop}/buyers/{id}/history")] HttpRequest request,
        string shop, string id, CancellationToken cancellationToken) =>
        requests.AnswerAsync(
            request, shop, id, (asked, token) => HistoryPage.AnswerAsync(history, asked, id, request.Query, token), cancellationToken);
}
