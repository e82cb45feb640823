using System.Text.Json;
using System.Text.Json.Nodes;

namespace Churn.LocalHost.Settings;

/// <summary>The parts of host.json that affect visible behaviour. Defaults are those of the real host.</summary>
public sealed record HostFile
{
    public const string FileName = "host.json";

    public string RoutePrefix { get; init; } = "api";

    public QueueSettings Queues { get; init; } = new();

    /// <summary>Category to level.</summary>
    public IReadOnlyDictionary<string, string> LogLevels { get; init; } = new Dictionary<string, string>();

    public static HostFile Load(string path)
    {
        try
        {
            return File.Exists(path)
                ? Parse(File.ReadAllText(path))
                : throw new LocalHostException($"There is no {FileName} at {path}: build Churn.Functions, which copies it there.");
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException)
        {
            throw new LocalHostException($"{path} cannot be read: {exception.Message}", exception);
        }
    }

    public static HostFile Parse(string json)
    {
        var options = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
        var root = JsonNode.Parse(json, documentOptions: options);
        var queues = root?["extensions"]?["queues"];
        var defaults = new QueueSettings();
        var batchSize = queues?["batchSize"]?.GetValue<int>() ?? defaults.BatchSize;
        return new()
        {
            RoutePrefix = root?["extensions"]?["http"]?["routePrefix"]?.GetValue<string>() ?? "api",
            Queues = new()
            {
                BatchSize = batchSize,
                NewBatchThreshold = queues?["newBatchThreshold"]?.GetValue<int>() ?? batchSize / 2 * Environment.ProcessorCount,
                MaxDequeueCount = queues?["maxDequeueCount"]?.GetValue<int>() ?? defaults.MaxDequeueCount,
                VisibilityTimeout = Span(queues?["visibilityTimeout"]) ?? defaults.VisibilityTimeout,
                MaxPollingInterval = Span(queues?["maxPollingInterval"]) ?? defaults.MaxPollingInterval,
                Base64 = !string.Equals(
                    queues?["messageEncoding"]?.GetValue<string>(), "none", StringComparison.OrdinalIgnoreCase),
            },
            LogLevels = (root?["logging"]?["logLevel"] as JsonObject)
                ?.ToDictionary(pair => pair.Key, pair => pair.Value!.GetValue<string>()) ?? [],
        };
    }

    private static TimeSpan? Span(JsonNode? node) =>
        node is null ? null : TimeSpan.Parse(node.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture);
}
