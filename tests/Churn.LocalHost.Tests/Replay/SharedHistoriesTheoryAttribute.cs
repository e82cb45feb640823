namespace Churn.LocalHost.Tests.Replay;

/// <summary>A theory on the real histories in ../shared/data, which says so where they are not.</summary>
public sealed class SharedHistoriesTheoryAttribute : TheoryAttribute
{
    public SharedHistoriesTheoryAttribute()
    {
        if (!Directory.Exists(Folder))
            Skip = "There is no folder ../shared/data beside the repository.";
    }

    public static string Folder { get; } = Path.GetFullPath(
        Path.Combine(RepositoryRoot.Find(AppContext.BaseDirectory) ?? AppContext.BaseDirectory, "..", "shared", "data"));
}
