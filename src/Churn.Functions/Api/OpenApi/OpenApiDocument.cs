using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.RegularExpressions;

namespace Churn.Functions.Api.OpenApi;

/// <summary>The API as an OpenAPI 3.1 document, built from the operations and the types of their answers.</summary>
internal static partial class OpenApiDocument
{
    private const string Json = "application/json";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        TypeInfoResolver = new System.Text.Json.Serialization.Metadata.DefaultJsonTypeInfoResolver(),
    };

    private static readonly JsonSchemaExporterOptions Exporter = new() { TreatNullObliviousAsNonNullable = true };

    /// <summary>The document as UTF-8.</summary>
    public static byte[] Bytes { get; } = JsonSerializer.SerializeToUtf8Bytes(Make());

    private static JsonObject Make() => new()
    {
        ["openapi"] = "3.1.0",
        ["info"] = new JsonObject
        {
            ["title"] = "Churn.Functions",
            ["version"] = "1",
            ["description"] = "Shows which of a shop's customers are becoming clients, and who is ready for an offer. See docs/api.md.",
        },
        ["servers"] = new JsonArray(new JsonObject { ["url"] = "/api" }),
        ["paths"] = new JsonObject(ApiOperations.All.GroupBy(operation => operation.Route)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => KeyValuePair.Create<string, JsonNode?>(
                "/" + group.Key,
                new JsonObject(group.Select(one => KeyValuePair.Create<string, JsonNode?>(one.Method, Operation(one))))))),
        ["components"] = new JsonObject
        {
            ["securitySchemes"] = new JsonObject
            {
                ["functionKey"] = new JsonObject { ["type"] = "apiKey", ["in"] = "header", ["name"] = "x-functions-key" },
                ["shopKey"] = new JsonObject { ["type"] = "apiKey", ["in"] = "header", ["name"] = "x-api-key" },
            },
            ["schemas"] = new JsonObject(ApiOperations.All.Select(operation => operation.Answer).OfType<Type>().Distinct()
                .OrderBy(type => type.Name, StringComparer.Ordinal)
                .Select(type => KeyValuePair.Create<string, JsonNode?>(type.Name, SchemaOf(type)))
                .Append(KeyValuePair.Create<string, JsonNode?>("Problem", ProblemSchema()))),
        },
    };

    private static JsonNode SchemaOf(Type type)
    {
        var schema = Options.GetJsonSchemaAsNode(type, Exporter);
        Root(schema, $"#/components/schemas/{type.Name}");
        return schema;
    }

    // The exporter refers to a repeated type from the root of that type's own schema. In the document each schema stands deeper.
    private static void Root(JsonNode? node, string root)
    {
        if (node is JsonObject schema)
        {
            if (schema["$ref"] is JsonValue value && value.GetValue<string>() is ['#', .. var path])
            {
                schema["$ref"] = root + path;
            }

            foreach (var (_, child) in schema.ToList())
            {
                Root(child, root);
            }
        }
        else if (node is JsonArray list)
        {
            foreach (var child in list)
            {
                Root(child, root);
            }
        }
    }

    private static JsonObject Operation(ApiOperation operation)
    {
        var made = new JsonObject
        {
            ["operationId"] = operation.Id,
            ["summary"] = operation.Summary,
            ["parameters"] = new JsonArray([.. Parameters(operation)]),
            ["responses"] = new JsonObject
            {
                [operation.Status.ToString(CultureInfo.InvariantCulture)] = Response(operation),
                ["4XX"] = new JsonObject
                {
                    ["description"] = "One sentence that says what was wrong.",
                    ["content"] = Content("application/problem+json", Reference("Problem")),
                },
            },
        };
        if (operation.Key != ApiKeyLevel.Anonymous)
        {
            var keys = new JsonObject { ["functionKey"] = new JsonArray() };
            made["security"] = operation.Route.StartsWith("shops/{shop}/", StringComparison.Ordinal)
                ? new JsonArray(keys, new JsonObject { ["functionKey"] = new JsonArray(), ["shopKey"] = new JsonArray() })
                : new JsonArray(keys);
        }

        if (operation.Body is { } body)
        {
            made["requestBody"] = new JsonObject { ["required"] = true, ["content"] = Content(body, new JsonObject()) };
        }

        return made;
    }

    private static IEnumerable<JsonNode> Parameters(ApiOperation operation) =>
        RouteParameters().Matches(operation.Route).Select(match => Parameter(match.Groups[1].Value, "path", true))
            .Concat(operation.Query.Select(name => Parameter(name, "query", false)));

    private static JsonObject Parameter(string name, string place, bool required) => new()
    {
        ["name"] = name,
        ["in"] = place,
        ["required"] = required,
        ["schema"] = new JsonObject { ["type"] = "string" },
    };

    private static JsonObject Response(ApiOperation operation)
    {
        var response = new JsonObject { ["description"] = operation.Summary };
        if (operation.Status != 204)
        {
            response["content"] = Content(
                operation.ContentType, operation.ContentType == Json ? Schema(operation) : new JsonObject { ["type"] = "string" });
        }

        return response;
    }

    private static JsonNode Schema(ApiOperation operation)
    {
        if (operation.Answer is not { } type)
        {
            return new JsonObject();
        }

        var list = new JsonObject { ["type"] = "array", ["items"] = Reference(type.Name) };
        return operation.IsPage
            ? new JsonObject
            {
                ["type"] = "object",
                ["required"] = new JsonArray("items", "next"),
                ["properties"] = new JsonObject
                {
                    ["items"] = list,
                    ["next"] = new JsonObject { ["type"] = new JsonArray("string", "null") },
                },
            }
            : operation.IsList ? list : Reference(type.Name);
    }

    private static JsonObject Content(string type, JsonNode schema) => new() { [type] = new JsonObject { ["schema"] = schema } };

    private static JsonObject Reference(string name) => new() { ["$ref"] = $"#/components/schemas/{name}" };

    private static JsonObject ProblemSchema() => new()
    {
        ["type"] = "object",
        ["required"] = new JsonArray("title", "status", "detail"),
        ["properties"] = new JsonObject
        {
            ["title"] = new JsonObject { ["type"] = "string" },
            ["status"] = new JsonObject { ["type"] = "integer" },
            ["detail"] = new JsonObject { ["type"] = "string" },
            ["id"] = new JsonObject
            {
                ["type"] = "string",
                ["description"] = "Only in answers to webhooks: the receipt id, which the log names too.",
            },
        },
    };

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex RouteParameters();
}
