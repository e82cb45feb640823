using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Churn.Functions.Tests.Infra;

/// <summary>Checks that the app's identity and the deployer get the roles that they need, where they need them, and no others.</summary>
internal static partial class RoleChecks
{
    private const string App = "the app";
    private const string Deployer = "the deployer";

    /// <summary>The roles by id, as learn.microsoft.com/azure/role-based-access-control/built-in-roles lists them.</summary>
    private static readonly Dictionary<string, string> Roles = new()
    {
        ["b7e6dc6d-f1e8-4753-8033-0f276bb0955b"] = "Storage Blob Data Owner",
        ["974c5e8b-45b9-4653-ba55-5f855dd0fb88"] = "Storage Queue Data Contributor",
        ["0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3"] = "Storage Table Data Contributor",
        ["69a216fc-b8fb-44d8-bc22-1f3c2cd27a39"] = "Azure Service Bus Data Sender",
        ["4633458b-17de-408a-b874-0445c86b69e6"] = "Key Vault Secrets User",
        ["b86a8fe4-44ce-4948-aee5-eccb2c155cd7"] = "Key Vault Secrets Officer",
        ["3913510d-42f4-4e42-8a64-420c390055eb"] = "Monitoring Metrics Publisher",
    };

    // The host keeps leases, keys and timers in blobs, and has to own them.
    private static readonly string[] Needed =
    [
        $"Storage Blob Data Owner on storageAccounts for {App}",
        $"Storage Queue Data Contributor on storageAccounts for {App}",
        $"Storage Table Data Contributor on storageAccounts for {App}",
        $"Azure Service Bus Data Sender on namespaces for {App}",
        $"Key Vault Secrets User on vaults for {App}",
        $"Key Vault Secrets Officer on vaults for {Deployer}",
        $"Monitoring Metrics Publisher on components for {App}",
    ];

    public static IEnumerable<string> Find(Deployment deployment)
    {
        var assignments = deployment.OfType("Microsoft.Authorization/roleAssignments").ToList();
        var granted = assignments.Select(Describe).ToList();
        return
        [
            .. Needed.Except(granted).Select(role => $"role {role}: it is not granted"),
            .. granted.Except(Needed).Select(role => $"role {role}: nothing needs it"),
            .. assignments.Where(IsNamedAfterAnother).Select(grant => $"role {Describe(grant)}: its name is made of another role"),
        ];
    }

    private static string Describe(JsonNode grant)
    {
        var role = RoleOf(grant);
        var principal = (string)grant["properties"]!["principalId"]!;
        var who = principal.Contains("userAssignedIdentities/id-churn-", StringComparison.Ordinal) ? App : Deployer;
        return $"{Roles.GetValueOrDefault(role, role)} on {Scope().Match((string)grant["id"]!).Groups["type"].Value} for {who}";
    }

    private static string RoleOf(JsonNode grant) => ((string)grant["properties"]!["roleDefinitionId"]!).Split('/')[^1];

    // A name that is made of another role would collide with the assignment of that role, or hide it.
    private static bool IsNamedAfterAnother(JsonNode grant) =>
        (string)grant["name"]! is var name && name.StartsWith('[') && !name.EndsWith($"'{RoleOf(grant)}')]", StringComparison.Ordinal);

    [GeneratedRegex(@"/providers/Microsoft\.[A-Za-z]+/(?<type>[A-Za-z]+)/")]
    private static partial Regex Scope();
}
