using System.Text.RegularExpressions;

namespace Churn.Functions.Tests.Infra;

/// <summary>Checks that nothing stays open that Azure leaves open by default, and that no key is needed or written down.</summary>
internal static partial class SafetyChecks
{
    private static readonly (string Type, string Property, string Json)[] Demanded =
    [
        ("Microsoft.Storage/storageAccounts", "properties.allowSharedKeyAccess", "false"),
        ("Microsoft.Storage/storageAccounts", "properties.allowBlobPublicAccess", "false"),
        ("Microsoft.Storage/storageAccounts", "properties.allowCrossTenantReplication", "false"),
        ("Microsoft.Storage/storageAccounts", "properties.minimumTlsVersion", "\"TLS1_2\""),
        ("Microsoft.Storage/storageAccounts", "properties.supportsHttpsTrafficOnly", "true"),
        ("Microsoft.Storage/storageAccounts/blobServices/containers", "properties.publicAccess", "\"None\""),
        ("Microsoft.ServiceBus/namespaces", "properties.disableLocalAuth", "true"),
        ("Microsoft.ServiceBus/namespaces", "properties.minimumTlsVersion", "\"1.2\""),
        ("Microsoft.ServiceBus/namespaces/topics", "properties.requiresDuplicateDetection", "true"),
        ("Microsoft.ServiceBus/namespaces/topics/subscriptions", "properties.requiresSession", "true"),
        ("Microsoft.Insights/components", "properties.DisableLocalAuth", "true"),
        ("Microsoft.OperationalInsights/workspaces", "properties.features.disableLocalAuth", "true"),
        ("Microsoft.KeyVault/vaults", "properties.enableRbacAuthorization", "true"),
        ("Microsoft.KeyVault/vaults", "properties.enablePurgeProtection", "true"),
        ("Microsoft.Web/sites", "properties.httpsOnly", "true"),
        ("Microsoft.Web/sites", "properties.siteConfig.minTlsVersion", "\"1.2\""),
        ("Microsoft.Web/sites", "identity.type", "\"UserAssigned\""),
        ("Microsoft.Web/sites", "properties.functionAppConfig.runtime", """{"name":"dotnet-isolated","version":"10.0"}"""),
        ("Microsoft.Web/sites", "properties.functionAppConfig.deployment.storage.authentication.type", "\"UserAssignedIdentity\""),
        // A webhook's sender waits only a few seconds, and a cold start can take longer.
        ("Microsoft.Web/sites", "properties.functionAppConfig.scaleAndConcurrency.alwaysReady", """[{"name":"http","instanceCount":1}]"""),
        ("Microsoft.Web/sites/basicPublishingCredentialsPolicies", "properties.allow", "false"),
    ];

    public static IEnumerable<string> Find(Deployment deployment) =>
    [
        .. Demanded.SelectMany(one => Open(deployment, one.Type, one.Property, one.Json)),
        .. Listing().Matches(deployment.Template).Select(match => $"template: it asks for keys with {match.Value})"),
        .. Key().Matches(deployment.Snapshot.ToJsonString()).Select(match => $"template: {match.Value} looks like a key"),
        .. new[] { "ftp", "scm" }.Except(deployment.NamesOf("Microsoft.Web/sites/basicPublishingCredentialsPolicies"))
            .Select(kind => $"password of {kind}: it is not turned off"),
    ];

    private static IEnumerable<string> Open(Deployment deployment, string type, string property, string json)
    {
        var resources = deployment.OfType(type).ToList();
        return resources.Count == 0
            ? [$"{type}: there is none"]
            : resources.Where(resource => Deployment.ValueOf(resource, property)?.ToJsonString() != json)
                .Select(_ => $"{type}: {property} is not {json}");
    }

    [GeneratedRegex(@"\blist(Keys|Secrets|AccountSas|ServiceSas|ConnectionStrings)?\(", RegexOptions.IgnoreCase)]
    private static partial Regex Listing();

    [GeneratedRegex(@"AccountKey=|SharedAccessKey=|[?&]sig=|[A-Za-z0-9+/]{40,}==?(?="")")]
    private static partial Regex Key();
}
