using System.Text.Json.Nodes;
using Churn.LocalHost.Settings;
using Churn.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Churn.Functions.Tests.Composition;

/// <summary>local.settings.sample.json as a file, as the app's configuration, and the container that the app builds from it.</summary>
internal static class SampleSettings
{
    public static string Path { get; } = System.IO.Path.Combine(RepositoryFiles.Root, LocalSettingsFile.SampleFileName);

    public static JsonObject Values => JsonNode.Parse(File.ReadAllText(Path))!["Values"]!.AsObject();

    /// <summary>Returns the configuration with some settings changed. A null value removes a setting.</summary>
    public static IConfiguration With(params (string Key, string? Value)[] changes)
    {
        var settings = new Dictionary<string, string?>(LocalSettingsFile.Load(Path), StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in changes)
        {
            settings.Remove(key);
            if (value is not null)
            {
                settings.Add(key, value);
            }
        }

        return new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
    }

    public static ServiceProvider Container(IConfiguration configuration) => new ServiceCollection()
        .AddLogging()
        .AddChurn(configuration)
        .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
}
