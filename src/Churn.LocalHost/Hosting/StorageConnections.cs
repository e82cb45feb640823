using Microsoft.Extensions.Configuration;

namespace Churn.LocalHost.Hosting;

internal static class StorageConnections
{
    /// <summary>Finds a trigger's connection where the real host looks: `AzureWebJobs{name}` before `{name}`.</summary>
    public static string Find(IConfiguration configuration, string name)
    {
        string[] keys = [$"ConnectionStrings:AzureWebJobs{name}", $"AzureWebJobs{name}", $"ConnectionStrings:{name}", name];
        return keys.Select(key => configuration[key]).FirstOrDefault(value => !string.IsNullOrEmpty(value))
            ?? throw new LocalHostException($"The setting '{name}' holds no storage connection string: add it to \"Values\" in local.settings.json.");
    }
}
