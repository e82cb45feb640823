using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace Churn.Functions.Webhooks;

/// <summary>The answer to a delivery: a status, one sentence, and the id under which the logs know it.</summary>
public sealed record WebhookAnswer(int Status, string Sentence, string Id = "") : IActionResult
{
    public async Task ExecuteResultAsync(ActionContext context)
    {
        var response = context.HttpContext.Response;
        response.StatusCode = Status;
        if (Status == StatusCodes.Status503ServiceUnavailable)
        {
            response.Headers.RetryAfter = "30";
        }

        response.ContentType = Status == StatusCodes.Status200OK ? "application/json" : "application/problem+json";
        await response.Body.WriteAsync(ToJson(), CancellationToken.None);
    }

    private byte[] ToJson() => Status == StatusCodes.Status200OK
        ? JsonSerializer.SerializeToUtf8Bytes(new { id = Id, detail = Sentence })
        : JsonSerializer.SerializeToUtf8Bytes(new { title = ReasonPhrases.GetReasonPhrase(Status), status = Status, detail = Sentence, id = Id });
}
