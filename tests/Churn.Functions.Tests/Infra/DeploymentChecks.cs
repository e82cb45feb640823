namespace Churn.Functions.Tests.Infra;

/// <summary>Finds what is wrong with a deployment, and names each fault in a sentence.</summary>
internal static class DeploymentChecks
{
    public static async Task<IReadOnlyList<string>> FindAsync(Deployment deployment) =>
    [
        .. ResourceChecks.Find(deployment),
        .. await SettingChecks.FindAsync(deployment),
        .. RoleChecks.Find(deployment),
        .. AlertChecks.Find(deployment),
        .. SafetyChecks.Find(deployment),
    ];
}
