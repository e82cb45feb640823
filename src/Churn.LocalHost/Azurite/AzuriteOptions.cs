namespace Churn.LocalHost.Azurite;

public sealed record AzuriteOptions
{
    public const int UsualBlobPort = 10000;
    public const int UsualQueuePort = 10001;
    public const int UsualTablePort = 10002;

    /// <summary>Data in memory, and ports chosen by the operating system.</summary>
    public static AzuriteOptions InMemory { get; } = new();

    /// <summary>The port of blobs; 0 lets the operating system choose one.</summary>
    public int BlobPort { get; init; }

    public int QueuePort { get; init; }

    public int TablePort { get; init; }

    /// <summary>The folder for data; null keeps all data in memory.</summary>
    public string? DataFolder { get; init; }

    /// <summary>Accounts besides the usual one, each with its own tables and queues.</summary>
    public IReadOnlyList<string> MoreAccounts { get; init; } = [];
}

/// <summary>Finds the folder in which Azurite is installed. LocalHost and all test projects share it.</summary>
public static class AzuriteFolder
{
    /// <summary>
    /// Returns the git-ignored folder `.azurite` beside the solution; outside the repository, a folder in the user's profile.
    /// </summary>
    public static string Find(string startDirectory) =>
        RepositoryRoot.Find(startDirectory) is { } root
            ? Path.Combine(root, ".azurite")
            : Path.Combine(
                Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create),
                "churn-functions",
                "azurite");
}
