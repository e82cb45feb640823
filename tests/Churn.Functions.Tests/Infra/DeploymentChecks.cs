namespace Churn.Functions.Tests.Infra;

/// <summary>What is wrong with a deployment, each in a sentence that names it.</summary>
internal static class DeploymentChecks
{
    public static IReadOnlyList<string> Find(Deployment deployment) =>
    [
        .. ResourceChecks.Find(deployment),
        .. SettingChecks.Find(deployment),
        .. RoleChecks.Find(deployment),
        .. AlertChecks.Find(deployment),
        .. SafetyChecks.Find(deployment),
    ];
}
