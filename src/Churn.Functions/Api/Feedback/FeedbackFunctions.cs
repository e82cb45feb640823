using Churn.Domain.Shops;
using Churn.Functions.Api.Shops;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Churn.Functions.Api.Feedback;

/// <summary>Imports a file of answers to NPS and CSAT questions.</summary>
public sealed class FeedbackFunctions(FeedbackImport import, IShopDirectory shops)
{
    [Function("ImportFeedback")]
    public Task<IActionResult> ImportFeedbackAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "shops/{shop}/feedback")] HttpRequest request,
        string shop, CancellationToken cancellationToken) =>
        Problems.OrBadRequestAsync(async () =>
            shops.Refusal(request, shop, out var found)
            ?? new OkObjectResult(await import.TakeAsync(found, request.Body, cancellationToken)));
}
