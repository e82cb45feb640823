using System.Globalization;
using Churn.Domain.Labels.Scores;
using Churn.Domain.Reports;
using Churn.Domain.Shops;
using Churn.Functions.Api.Shops;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Churn.Functions.Api.Reports;

/// <summary>Answers requests for reports, or refuses them.</summary>
public sealed class ReportRequests(IReportStore reports, IModelStore models, IShopDirectory shops)
{
    /// <summary>Stands in place of a date and means the newest report.</summary>
    public const string Latest = "latest";

    public IActionResult List(HttpRequest request, string shop, CancellationToken cancellationToken) =>
        shops.Refusal(request, shop, out var found) ?? new OkObjectResult(reports.ListAsync(found.Id, cancellationToken));

    public async Task<IActionResult> GetAsync(HttpRequest request, string shop, string date, CancellationToken cancellationToken)
    {
        if (shops.Refusal(request, shop, out var found) is { } refusal)
        {
            return refusal;
        }

        if (date == Latest)
        {
            return await reports.FindNewestAsync(found.Id, DateOnly.MaxValue, cancellationToken) is { } newest
                ? new SnapshotResult(newest)
                : Problems.NotFound("This shop has no report yet. The nightly run writes one.");
        }

        return !DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? Problems.BadRequest("A report is named by its day, written yyyy-MM-dd, or by 'latest'.")
            : await reports.FindAsync(found.Id, day, cancellationToken) is { } json
                ? new SnapshotResult(json)
                : Problems.NotFound("This shop has no report of that day.");
    }

    public async Task<IActionResult> ScorecardAsync(HttpRequest request, string shop, CancellationToken cancellationToken) =>
        shops.Refusal(request, shop, out var found)
        ?? new OkObjectResult(ModelFigures.Of(await models.GetAsync(found.Id, cancellationToken)));
}
