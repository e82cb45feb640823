using System.Text.Json;
using System.Text.Json.Nodes;

namespace Churn.LocalHost.Settings;

/// <summary>The app settings of this machine: local.settings.json, or its sample if the file does not exist.</summary>
public static class LocalSettingsFile
{
    public const string FileName = "local.settings.json";
    public const string SampleFileName = "local.settings.sample.json";

    /// <summary>Returns the path of the file to read, or null if neither exists.</summary>
    public static string? Find(string folder) =>
        new[] { FileName, SampleFileName }.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    public static IReadOnlyDictionary<string, string?> Load(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new LocalHostException($"{path} cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>
    /// Returns `Values` with keys in the form of configuration: `Shops__demo__Currency` and `Shops:demo:Currency` are the same.
    /// </summary>
    public static IReadOnlyDictionary<string, string?> Parse(string json)
    {
        var options = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
        var root = JsonNode.Parse(json, documentOptions: options);
        var values = root?["Values"] as JsonObject ?? throw new JsonException("it has no object \"Values\".");
        return values.ToDictionary(pair => pair.Key.Replace("__", ":", StringComparison.Ordinal), pair => pair.Value?.ToString());
    }
}
