using Churn.Functions.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Churn.Functions.Dashboard;

/// <summary>Serves the dashboard. The page holds no data: it asks the API with the key that its reader types in.</summary>
public sealed class DashboardFunctions(DashboardFiles files)
{
    [Function("GetDashboard")]
    public IActionResult GetDashboard([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "dashboard")] HttpRequest request) =>
        Answer(DashboardFiles.Page);

    [Function("GetDashboardFile")]
    public IActionResult GetDashboardFile(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "dashboard/{file}")] HttpRequest request, string file) =>
        Answer(file);

    private IActionResult Answer(string name) =>
        files.Find(name) is { } file ? new DashboardResult(file) : Problems.NotFound("The dashboard has no such file.");
}
