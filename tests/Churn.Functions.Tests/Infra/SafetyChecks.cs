using System.Text.RegularExpressions;

namespace Churn.Functions.Tests.Infra;

/// <summary>No secret, no shared key, no public access.</summary>
internal static partial class SafetyChecks
{
    // What Azure would otherwise leave open, by type of resource.
    private static readonly (string Type, string Property, string Value)[] Demanded =
    [
        ("Microsoft.Storage/storageAccounts", "properties.allowSharedKeyAccess", "false"),
        ("Microsoft.Storage/storageAccounts", "properties.allowBlobPublicAccess", "false"),
        ("Microsoft.Storage/storageAccounts", "properties.allowCrossTenantReplication", "false"),
        ("Microsoft.Storage/storageAccounts", "properties.minimumTlsVersion", "'TLS1_2'"),
        ("Microsoft.Storage/storageAccounts", "properties.supportsHttpsTrafficOnly", "true"),
        ("Microsoft.Storage/storageAccounts/blobServices/containers", "properties.publicAccess", "'None'"),
        ("Microsoft.ServiceBus/namespaces", "properties.disableLocalAuth", "true"),
        ("Microsoft.ServiceBus/namespaces", "properties.minimumTlsVersion", "'1.2'"),
        ("Microsoft.ServiceBus/namespaces/topics", "properties.requiresDuplicateDetection", "true"),
        ("Microsoft.ServiceBus/namespaces/topics/subscriptions", "properties.requiresSession", "true"),
        ("Microsoft.ServiceBus/namespaces/queues", "properties.requiresSession", "true"),
        ("Microsoft.Insights/components", "properties.DisableLocalAuth", "true"),
        ("Microsoft.OperationalInsights/workspaces", "properties.features.disableLocalAuth", "true"),
        ("Microsoft.KeyVault/vaults", "properties.enableRbacAuthorization", "true"),
        ("Microsoft.KeyVault/vaults", "properties.enablePurgeProtection", "true"),
        ("Microsoft.Web/sites", "properties.httpsOnly", "true"),
        ("Microsoft.Web/sites", "identity.type", "'UserAssigned'"),
        ("Microsoft.Web/sites", "properties.functionAppConfig.runtime.version", "'10.0'"),
        ("Microsoft.Web/sites", "properties.functionAppConfig.deployment.storage.authentication.type", "'UserAssignedIdentity'"),
        ("Microsoft.Web/sites/basicPublishingCredentialsPolicies", "properties.allow", "false"),
    ];

    public static IEnumerable<string> Find(Infrastructure infra) => [.. Open(infra), .. infra.Bicep.Values.SelectMany(Secrets)];

    private static IEnumerable<string> Open(Infrastructure infra)
    {
        foreach (var (type, property, value) in Demanded)
        {
            var resources = infra.Resources.Where(resource => resource.Is(type)).ToList();
            if (resources.Count == 0)
            {
                yield return $"{type}: there is none";
            }

            foreach (var resource in resources.Where(resource => resource.Body.Property(property)?.Text != value))
            {
                yield return $"{resource.File}: {property} of {resource.Symbol} is not {value}";
            }
        }
    }

    private static IEnumerable<string> Secrets(BicepFile file)
    {
        foreach (var call in file.Root.OfType("call_expression").Where(call => Listing().IsMatch(call.Text)))
        {
            yield return $"{file.Path} line {call.Line}: asks for keys";
        }

        foreach (var text in file.Root.OfType("string").Where(text => Key().IsMatch(text.Value)))
        {
            yield return $"{file.Path} line {text.Line}: holds what looks like a key";
        }

        foreach (var text in file.Root.OfType("string").Where(text => Guid.TryParse(text.Value, out _)))
        {
            yield return $"{file.Path} line {text.Line}: an id that roles.json should name";
        }

        foreach (var property in file.Root.OfType("object_property").Where(property => Secret().IsMatch(property.Children[0].Value)))
        {
            if (property.Children[^1] is { Type: "string" } value && !value.Value.StartsWith("@Microsoft.KeyVault(", StringComparison.Ordinal))
            {
                yield return $"{file.Path} line {property.Line}: {property.Children[0].Value} stands there in plain";
            }
        }
    }

    [GeneratedRegex(@"(^|\.)list(Keys|Secrets|AccountSas|ConnectionStrings)?\(", RegexOptions.IgnoreCase)]
    private static partial Regex Listing();

    [GeneratedRegex(@"AccountKey=|SharedAccessKey=|[?&]sig=|[A-Za-z0-9+/]{40,}={1,2}$")]
    private static partial Regex Key();

    [GeneratedRegex(@"(password|secret|token|identitykey|accountkey)s?(__\d+)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Secret();
}
