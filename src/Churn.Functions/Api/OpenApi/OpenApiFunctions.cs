using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Churn.Functions.Api.OpenApi;

/// <summary>Serves the OpenAPI document.</summary>
public sealed class OpenApiFunctions
{
    [Function("GetOpenApi")]
    public IActionResult GetOpenApi([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "openapi.json")] HttpRequest request) =>
        new SnapshotResult(OpenApiDocument.Bytes);
}
