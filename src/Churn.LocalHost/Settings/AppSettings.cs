using Microsoft.Extensions.Configuration;

namespace Churn.LocalHost.Settings;

/// <summary>The app settings of a run: the settings file of this machine, overridden by environment variables.</summary>
public static class AppSettings
{
    public const string Storage = "AzureWebJobsStorage";

    public static IReadOnlyDictionary<string, string?> Load(string folder)
    {
        var file = LocalSettingsFile.Find(folder)
            ?? throw new LocalHostException(
                $"There is neither {LocalSettingsFile.FileName} nor {LocalSettingsFile.SampleFileName} in {folder}.");
        return new ConfigurationBuilder()
            .AddInMemoryCollection(LocalSettingsFile.Load(file))
            .AddEnvironmentVariables()
            .Build()
            .AsEnumerable()
            .Where(pair => pair.Value is not null)
            .ToDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
