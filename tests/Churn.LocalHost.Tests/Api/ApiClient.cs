using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Json.Schema;

namespace Churn.LocalHost.Tests.Api;

/// <summary>
/// A client that knows only the app's OpenAPI document. It sends what the document asks for, and checks every answer against what the
/// document promises.
/// </summary>
internal sealed partial class ApiClient
{
    private readonly HttpClient _client;
    private readonly JsonObject _schemas;
    private readonly Dictionary<string, (string Method, string Path, JsonObject Operation)> _operations;
    private readonly HashSet<string> _ran = new(StringComparer.Ordinal);

    private ApiClient(HttpClient client, JsonObject document)
    {
        _client = client;
        Document = document;
        _schemas = document["components"]!["schemas"]!.AsObject();
        var root = (string)document["servers"]![0]!["url"]!;
        _operations = document["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject()
                .Select(method => (Method: method.Key, Path: root + path.Key, Operation: method.Value!.AsObject())))
            .ToDictionary(found => (string)found.Operation["operationId"]!, StringComparer.Ordinal);
    }

    public JsonObject Document { get; }

    /// <summary>Operations of the document that were not run yet.</summary>
    public IEnumerable<string> Left => _operations.Keys.Except(_ran).Order(StringComparer.Ordinal);

    public static async Task<ApiClient> ReadAsync(HttpClient client) =>
        new(client, JsonNode.Parse(await client.GetStringAsync("/api/openapi.json"))!.AsObject());

    /// <summary>Runs an operation, and checks the answer. Returns the answer if it is JSON.</summary>
    /// <param name="id">The operation's id.</param>
    /// <param name="arguments">Values of parameters by name: all those of the path, and some of the query.</param>
    /// <param name="body">The body; null if the operation takes none.</param>
    /// <param name="headers">Headers for which the document has no parameter, such as a webhook's signature.</param>
    public async Task<JsonNode?> RunAsync(
        string id, (string Name, string Value)[] arguments, string? body = null, (string Name, string Value)[]? headers = null)
    {
        Assert.True(_operations.TryGetValue(id, out var found), $"The document has no operation {id}.");
        using var request = new HttpRequestMessage(new(found.Method.ToUpperInvariant()), Address(found.Path, found.Operation, arguments));
        var sends = found.Operation["requestBody"]?["content"]?.AsObject();
        Assert.Equal((id, sends is not null), (id, body is not null));
        if (sends is not null)
            request.Content = new StringContent(body!, Encoding.UTF8, sends.First().Key);
        foreach (var (name, value) in headers ?? [])
            request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await _client.SendAsync(request);
        _ran.Add(id);
        var type = answer.Content.Headers.ContentType?.MediaType;
        return Check(id, found.Operation, (int)answer.StatusCode, type, await answer.Content.ReadAsStringAsync());
    }

    private static string Address(string path, JsonObject operation, (string Name, string Value)[] arguments)
    {
        var given = arguments.ToDictionary(
            argument => argument.Name, argument => Uri.EscapeDataString(argument.Value), StringComparer.Ordinal);
        var parameters = operation["parameters"]!.AsArray()
            .Select(parameter => ((string)parameter!["name"]!, (string)parameter["in"]!))
            .ToList();
        Assert.Superset(given.Keys.ToHashSet(), parameters.Select(parameter => parameter.Item1).ToHashSet());
        var filled = Parameter().Replace(path, match => given[match.Groups[1].Value]);
        var query = parameters
            .Where(parameter => parameter.Item2 == "query" && given.ContainsKey(parameter.Item1))
            .Select(parameter => $"{parameter.Item1}={given[parameter.Item1]}");
        return $"{filled}?{string.Join('&', query)}".TrimEnd('?');
    }

    private JsonNode? Check(string id, JsonObject operation, int status, string? type, string text)
    {
        var responses = operation["responses"]!.AsObject();
        var promised = string.Join(", ", responses.Select(response => response.Key));
        Assert.True(
            status < 300 && responses.ContainsKey($"{status}"),
            $"{id} answered {status}, but the document promises {promised}: {text}");
        if (responses[$"{status}"]!["content"] is not JsonObject content)
        {
            Assert.Equal((id, ""), (id, text));
            return null;
        }

        Assert.True(
            content.ContainsKey(type ?? ""),
            $"{id} answered {type}, but the document promises {string.Join(", ", content.Select(pair => pair.Key))}.");
        if (type != "application/json")
            return null;
        Validate(id, content[type!]!["schema"]!, text);
        return JsonNode.Parse(text);
    }

    // A schema alone has no document around it that its references could lead to, so the document's schemas are added to it.
    private void Validate(string id, JsonNode schema, string text)
    {
        var whole = new JsonObject { ["$defs"] = _schemas.DeepClone() };
        foreach (var (name, value) in schema.AsObject())
            whole[name] = value?.DeepClone();
        var result = JsonSchema.FromText(whole.ToJsonString().Replace("#/components/schemas/", "#/$defs/", StringComparison.Ordinal))
            .Evaluate(JsonNode.Parse(text), new EvaluationOptions { OutputFormat = OutputFormat.List });
        var errors = (result.Details ?? [])
            .Where(detail => detail.Errors is not null)
            .Select(detail => $"{detail.InstanceLocation} {string.Join(", ", detail.Errors!.Values)}")
            .Take(5);
        Assert.True(result.IsValid, $"The answer of {id} is not as its schema says: {string.Join("; ", errors)}");
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Parameter();
}
