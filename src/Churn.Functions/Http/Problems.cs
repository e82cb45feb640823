using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Churn.Functions.Http;

/// <summary>Refusals as RFC 9457 problem details: one sentence that says what was wrong, without echoing what was sent.</summary>
internal static class Problems
{
    public static IActionResult NotFound(string detail) => Of(StatusCodes.Status404NotFound, "Not found", detail);

    public static IActionResult BadRequest(string detail) => Of(StatusCodes.Status400BadRequest, "Bad request", detail);

    /// <summary>The answer, or the refusal of what could not be read, whose message is for the sender.</summary>
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

    public static IActionResult Of(int status, string title, string detail) => new ObjectResult(new ProblemDetails { Status = status, Title = title, Detail = detail })
    {
        StatusCode = status,
        ContentTypes = { "application/problem+json" },
    };
}
