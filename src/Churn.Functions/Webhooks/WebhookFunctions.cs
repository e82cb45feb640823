using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Churn.Functions.Webhooks;

/// <summary>Where shop platforms send to. Anonymous, for the signature is the key.</summary>
public sealed class WebhookFunctions(WebhookIntake intake)
{
    [Function("ReceiveWebhook")]
    public async Task<IActionResult> ReceiveWebhookAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "webhooks/{platform}/{shop}")] HttpRequest request,
        string platform,
        string shop,
        CancellationToken cancellationToken) => await intake.ReceiveAsync(request, platform, shop, cancellationToken);
}
