namespace Churn.LocalHost.Azurite;

/// <summary>Where Azurite is installed, so that LocalHost and every test project share one install.</summary>
public static class AzuriteFolder
{
    /// <summary>The git-ignored `.azurite` beside the solution, else a folder of the user's.</summary>
    public static string Find(string startDirectory) =>
        RepositoryRoot.Find(startDirectory) is { } root
            ? Path.Combine(root, ".azurite")
            : Path.Combine(
                Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create),
                "churn-functions",
                "azurite");
}
