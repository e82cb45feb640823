using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Json.Schema;

namespace Churn.LocalHost.Tests.Api;

/// <summary>A client that knows nothing of the app but its OpenAPI document: it sends what the document asks for, and holds every answer to what it promises.</summary>
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
            .SelectMany(path => path.Value!.AsObject().Select(method => (Method: method.Key, Path: root + path.Key, Operation: method.Value!.AsObject())))
            .ToDictionary(found => (string)found.Operation["operationId"]!, StringComparer.Ordinal);
    }

    public JsonObject Document { get; }

    /// <summary>Operations of the document that nobody has run.</summary>
    public IEnumerable<string> Left => _operations.Keys.Except(_ran).Order(StringComparer.Ordinal);

    public static async Task<ApiClient> ReadAsync(HttpClient client) =>
        new(client, JsonNode.Parse(await client.GetStringAsync("/api/openapi.json"))!.AsObject());

    /// <summary>Runs an operation with arguments by parameter name; the answer is checked, and returned when it is JSON.</summary>
    /// <param name="id">The operation's.</param>
    /// <param name="arguments">Values of parameters of the path, which all must be there, and of the query.</param>
    /// <param name="body">Where the operation takes one.</param>
    /// <param name="headers">Such as a webhook's signature, which no parameter stands for.</param>
    public async Task<JsonNode?> RunAsync(string id, (string Name, string Value)[] arguments, string? body = null, (string Name, string Value)[]? headers = null)
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
        return Check(id, found.Operation, (int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, await answer.Content.ReadAsStringAsync());
    }

    private static string Address(string path, JsonObject operation, (string Name, string Value)[] arguments)
    {
        var given = arguments.ToDictionary(argument => argument.Name, argument => Uri.EscapeDataString(argument.Value), StringComparer.Ordinal);
        var parameters = operation["parameters"]!.AsArray().Select(parameter => ((string)parameter!["name"]!, (string)parameter["in"]!)).ToList();
        Assert.Superset(given.Keys.ToHashSet(), parameters.Select(parameter => parameter.Item1).ToHashSet());
        var filled = Parameter().Replace(path, match => given[match.Groups[1].Value]);
        var query = parameters.Where(parameter => parameter.Item2 == "query" && given.ContainsKey(parameter.Item1)).Select(parameter => $"{parameter.Item1}={given[parameter.Item1]}");
        return $"{filled}?{string.Join('&', query)}".TrimEnd('?');
    }

    private JsonNode? Check(string id, JsonObject operation, int status, string? type, string text)
    {
        var responses = operation["responses"]!.AsObject();
        Assert.True(status < 300 && responses.ContainsKey($"{status}"), $"{id} answered {status}, and promised {string.Join(", ", responses.Select(response => response.Key))}: {text}");
        if (responses[$"{status}"]!["content"] is not JsonObject content)
        {
            Assert.Equal((id, ""), (id, text));
            return null;
        }

        Assert.True(content.ContainsKey(type ?? ""), $"{id} answered {type}, and promised {string.Join(", ", content.Select(pair => pair.Key))}.");
        if (type != "application/json")
            return null;
        Validate(id, content[type!]!["schema"]!, text);
        return JsonNode.Parse(text);
    }

    // A schema on its own has no document around it that a reference could lead to, so the document's schemas go along.
    private void Validate(string id, JsonNode schema, string text)
    {
        var whole = new JsonObject { ["$defs"] = _schemas.DeepClone() };
        foreach (var (name, value) in schema.AsObject())
            whole[name] = value?.DeepClone();
        var result = JsonSchema.FromText(whole.ToJsonString().Replace("#/components/schemas/", "#/$defs/", StringComparison.Ordinal))
            .Evaluate(JsonNode.Parse(text), new EvaluationOptions { OutputFormat = OutputFormat.List });
        Assert.True(result.IsValid, $"{id} is not as its schema says: {string.Join("; ", (result.Details ?? []).Where(detail => detail.Errors is not null).Select(detail => $"{detail.InstanceLocation} {string.Join(", ", detail.Errors!.Values)}").Take(5))}");
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Parameter();
}
