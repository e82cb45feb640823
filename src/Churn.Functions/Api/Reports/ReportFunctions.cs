using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Churn.Functions.Api.Reports;

/// <summary>Shows a shop's reports and its model's scorecard.</summary>
public sealed class ReportFunctions(ReportRequests requests)
{
    [Function("ListReports")]
    public IActionResult ListReports(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "shops/{shop}/reports")] HttpRequest request,
        string shop, CancellationToken cancellationToken) =>
        requests.List(request, shop, cancellationToken);

    [Function("GetReport")]
    public Task<IActionResult> GetReportAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "shops/{shop}/reports/{date}")] HttpRequest request,
        string shop, string date, CancellationToken cancellationToken) =>
        requests.GetAsync(request, shop, date, cancellationToken);

    [Function("GetScorecard")]
    public Task<IActionResult> GetScorecardAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "shops/{shop}/scorecard")] HttpRequest request,
        string shop, CancellationToken cancellationToken) =>
        requests.ScorecardAsync(request, shop, cancellationToken);
}
