using System.Text.RegularExpressions;
using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Churn.Functions.Tests.Infra;

/// <summary>Checks that the app starts with its settings, reads each of them, and takes every secret from the vault.</summary>
internal static partial class SettingChecks
{
    /// <summary>
    /// The settings besides those of shops. The value says whether the Functions host reads the setting, and not the code.
    /// </summary>
    private static readonly Dictionary<string, bool> Needed = new()
    {
        ["AzureWebJobsStorage__accountName"] = false,
        ["AzureWebJobsStorage__clientId"] = false,
        ["AzureWebJobsStorage__credential"] = false,
        ["ServiceBus__fullyQualifiedNamespace"] = false,
        ["ServiceBus__credential"] = false,
        ["ServiceBus__clientId"] = false,
        ["APPLICATIONINSIGHTS_CONNECTION_STRING"] = false,
        ["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"] = true,
        ["WEBSITE_USE_PLACEHOLDER_DOTNETISOLATED"] = true,
    };

    public static async Task<IReadOnlyList<string>> FindAsync(Deployment deployment)
    {
        var settings = deployment.AppSettings;
        var (read, faults) = await StartAsync(settings);
        return
        [
            .. faults,
            .. Needed.Keys.Where(name => !settings.ContainsKey(name)).Select(name => $"setting {name}: the app does not have it"),
            .. settings.Keys.Where(name => !IsHosts(name) && !read.Contains(Key(name)))
                .Select(name => $"setting {name}: the code does not read it"),
            .. settings.Where(pair => Secret().IsMatch(pair.Key) && VaultSecret(pair.Value) is null)
                .Select(pair => $"setting {pair.Key}: it does not come from the vault"),
        ];
    }

    /// <summary>Returns the vault's secrets that settings refer to, by the settings' names.</summary>
    public static IReadOnlyDictionary<string, string> VaultSecrets(Deployment deployment) => deployment.AppSettings
        .Select(pair => (pair.Key, Secret: VaultSecret(pair.Value))).Where(pair => pair.Secret is not null)
        .ToDictionary(pair => pair.Key, pair => pair.Secret!);

    // Runs the code's own composition and validation. Values that only Azure knows are replaced by something.
    private static async Task<(IReadOnlySet<string> Read, IEnumerable<string> Faults)> StartAsync(
        IReadOnlyDictionary<string, string> settings)
    {
        var values = settings.Select(pair => KeyValuePair.Create(Key(pair.Key), (string?)Value(pair.Key, pair.Value)));
        var configuration = new RecordedConfiguration(new ConfigurationBuilder().AddInMemoryCollection(values).Build());
        var services = new ServiceCollection().AddLogging().AddChurn(configuration);
        services.AddChurnTelemetry(configuration);
        await using var container = services.BuildServiceProvider();
        try
        {
            container.GetRequiredService<IStartupValidator>().Validate();
            _ = container.GetRequiredService<TableServiceClient>();
            _ = container.GetRequiredService<QueueServiceClient>();
            _ = container.GetRequiredService<ServiceBusClient>();
            return (configuration.Read, []);
        }
        catch (OptionsValidationException refused)
        {
            return (configuration.Read, refused.Failures);
        }
        catch (AggregateException several)
        {
            return (configuration.Read, several.InnerExceptions.Cast<OptionsValidationException>().SelectMany(refused => refused.Failures));
        }
    }

    private static bool IsHosts(string name) => Needed.GetValueOrDefault(name);

    private static string Key(string name) => name.Replace("__", ":", StringComparison.Ordinal);

    private static string Value(string name, string value) =>
        !value.StartsWith('[') ? value
        : name.Contains("Endpoints__", StringComparison.Ordinal) ? "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
        : name == TelemetryRegistration.Insights ? "InstrumentationKey=44444444-4444-4444-4444-444444444444"
        : "what Azure will put here";

    // A value looks like this:
    // [format('@Microsoft.KeyVault(SecretUri={0}secrets/shop-{1}-secret/)', reference('...').vaultUri, 'plain')]
    private static string? VaultSecret(string value)
    {
        if (Reference().Match(value) is not { Success: true } match)
        {
            return null;
        }

        var arguments = match.Groups["arguments"].Value.Split(", ").Select(argument => argument.Trim('\'')).Prepend("");
        return string.Format(System.Globalization.CultureInfo.InvariantCulture, match.Groups["secret"].Value, [.. arguments]);
    }

    [GeneratedRegex(
        @"^\[format\('@Microsoft\.KeyVault\(SecretUri=\{0\}secrets/(?<secret>[^/]+)/\)', reference\(.*\)\.vaultUri, (?<arguments>.*)\)\]$")]
    private static partial Regex Reference();

    [GeneratedRegex(@"(password|secret|token|key)s?(__\d+)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Secret();
}
