using System.Text.Json.Nodes;

namespace Churn.Functions.Tests.Infra;

/// <summary>A deployment as the compiler predicts it. What only Azure knows is an expression in brackets.</summary>
/// <param name="Snapshot">The answer of <c>bicep snapshot</c>.</param>
/// <param name="Template">The compiled ARM template.</param>
internal sealed record Deployment(JsonNode Snapshot, string Template)
{
    public IEnumerable<JsonNode> Resources => Snapshot["predictedResources"]!.AsArray().Select(resource => resource!);

    /// <summary>The settings of the function app.</summary>
    public IReadOnlyDictionary<string, string> AppSettings => OfType("Microsoft.Web/sites/config")
        .SelectMany(config => config["properties"]!.AsObject()).ToDictionary(pair => pair.Key, pair => (string)pair.Value!);

    public IEnumerable<JsonNode> OfType(string type) => Resources.Where(resource => (string?)resource["type"] == type);

    /// <summary>Returns the last parts of the resources' names: a queue's own name instead of <c>account/default/queue</c>.</summary>
    public IEnumerable<string> NamesOf(string type) => OfType(type).Select(resource => ((string)resource["name"]!).Split('/')[^1]);

    /// <summary>Returns a value within a resource by its path, such as <c>properties.sku</c>; null if there is none.</summary>
    public static JsonNode? ValueOf(JsonNode resource, string path) =>
        path.Split('.').Aggregate((JsonNode?)resource, (node, name) => (node as JsonObject)?[name]);
}
