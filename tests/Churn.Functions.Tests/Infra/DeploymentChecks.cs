namespace Churn.Functions.Tests.Infra;

/// <summary>What is wrong with a deployment, each in a sentence that names it.</summary>
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
