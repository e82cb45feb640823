using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Churn.Functions.Api;

/// <summary>Builds RFC 9457 problem details. The detail says in a sentence what was wrong and repeats nothing of the request.</summary>
internal static class Problems
{
    public static IActionResult NotFound(string detail) => Of(StatusCodes.Status404NotFound, "Not found", detail);

    public static IActionResult BadRequest(string detail) => Of(StatusCodes.Status400BadRequest, "Bad request", detail);

    /// <summary>Returns the answer, or 400 with the message of a <see cref="FormatException"/> that was thrown.</summary>
    public static async Task<IActionResult> OrBadRequestAsync(Func<Task<IActionResult>> answer)
    {
        try
        {
            return await answer();
        }
        catch (FormatException failure)
        {
            return BadRequest(failure.Message);
        }
    }

    public static IActionResult Of(int status, string title, string detail) => new ObjectResult(
        new ProblemDetails { Status = status, Title = title, Detail = detail })
    {
        StatusCode = status,
        ContentTypes = { "application/problem+json" },
    };
}

/// <summary>Stops reading data for a caller that has closed the connection.</summary>
internal static class RequestAborted
{
    /// <summary>
    /// Returns a token that is cancelled with the function or when the caller closes the connection. Do not use it for writes: a write
    /// must not stop halfway because of the caller.
    /// </summary>
    public static CancellationTokenSource OrHangUp(this HttpRequest request, CancellationToken cancellationToken) =>
        CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, request.HttpContext.RequestAborted);
}
