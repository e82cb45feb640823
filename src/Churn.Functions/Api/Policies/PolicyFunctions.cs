using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Churn.Functions.Api.Policies;

/// <summary>Shows and changes a shop's policy, and shows beforehand which labels a change would change.</summary>
public sealed class PolicyFunctions(PolicyRequests requests)
{
    [Function("GetPolicy")]
    public Task<IActionResult> GetPolicyAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "shops/{shop}/policies")] HttpRequest request,
        string shop, CancellationToken cancellationToken) =>
        requests.GetAsync(request, shop, cancellationToken);

    [Function("ListPolicyVersions")]
    public Task<IActionResult> ListPolicyVersionsAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "shops/{shop}/policies/versions")] HttpRequest request,
        string shop, CancellationToken cancellationToken) =>
        requests.ListAsync(request, shop, cancellationToken);

    [Function("PutPolicy")]
    public Task<IActionResult> PutPolicyAsync(
        [HttpTrigger(AuthorizationLevel.Function, "put", Route = "shops/{shop}/policies")] HttpRequest request,
        string shop, CancellationToken cancellationToken) =>
        requests.PutAsync(request, shop, cancellationToken);

    [Function("DryRunPolicy")]
    public Task<IActionResult> DryRunPolicyAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "shops/{shop}/policies/dry-run")] HttpRequest request,
        string shop, CancellationToken cancellationToken) =>
        requests.DryRunAsync(request, shop, cancellationToken);
}
