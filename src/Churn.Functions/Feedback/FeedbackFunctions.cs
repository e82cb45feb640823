using Churn.Domain.Shops;
using Churn.Functions.Http;
using Churn.Functions.Shops;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Churn.Functions.Feedback;

/// <summary>Takes the answers to NPS and CSAT questions as a file.</summary>
public sealed class FeedbackFunctions(FeedbackImport import, IShopDirectory shops)
{
    [Function("ImportFeedback")]
    public Task<IActionResult> ImportFeedbackAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "shops/{shop}/feedback")] HttpRequest request, string shop, CancellationToken cancellationToken) =>
        Problems.OrBadRequestAsync(async () =>
            shops.Refusal(request, shop, out var found) ?? new OkObjectResult(await import.TakeAsync(found, request.Body, cancellationToken)));
}
