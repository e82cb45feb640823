using System.Globalization;
using Churn.Domain.Nightly;
using Churn.Domain.Shops;
using Churn.Functions.Api.Shops;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Churn.Functions.Api.Nightly;

/// <summary>Lists the nightly runs and shows the progress of one run.</summary>
public sealed class RunFunctions(IRunStore runs, IShopDirectory shops, TimeProvider time)
{
    /// <summary>How many days back the list goes.</summary>
    private const int ListedDays = 31;

    [Function("GetRun")]
    public async Task<IActionResult> GetRunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "shops/{shop}/runs/{date}")] HttpRequest request,
        string shop, string date, CancellationToken cancellationToken)
    {
        return shops.Refusal(request, shop, out var found) is { } refusal ? refusal
            : !DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                ? Problems.BadRequest("A run is named by its business date, written yyyy-MM-dd.")
            : await runs.FindAsync(found.Id, day, cancellationToken) is not { } run ? Problems.NotFound("There was no run on that date.")
            : new OkObjectResult(RunView.Of(run, await runs.ListPartsAsync(found.Id, day, cancellationToken)));
    }

    [Function("ListRuns")]
    public async Task<IActionResult> ListRunsAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "shops/{shop}/runs")] HttpRequest request,
        string shop, CancellationToken cancellationToken)
    {
        return shops.Refusal(request, shop, out var found) is { } refusal ? refusal
            : new OkObjectResult(await runs.ListAsync(found.Id, found.DayOf(time.GetUtcNow()).AddDays(-ListedDays), cancellationToken)
                .Select(RunSummaryView.Of).Reverse().ToListAsync(cancellationToken));
    }
}
