namespace Churn.LocalHost;

public static class RepositoryRoot
{
    private const string Marker = "Churn.Functions.sln";

    public static string? Find(string startDirectory)
    {
        for (var folder = new DirectoryInfo(startDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Marker)))
                return folder.FullName;
        }

        return null;
    }
}
