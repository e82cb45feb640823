namespace Churn.Functions.Tests.Webhooks;

/// <summary>The sample bodies beside the repository (<c>../shared/payloads</c>), for those who have them.</summary>
internal static class SharedPayloads
{
    private static readonly string? Folder = Find();

    public static string? WhyNot => Folder is null ? "There is no folder ../shared/payloads beside the repository." : null;

    public static byte[] Read(string name) => File.ReadAllBytes(Path.Combine(Folder!, name));

    public static IEnumerable<string> Names => Directory.EnumerateFiles(Folder!, "*.json").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    private static string? Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Churn.Functions.sln")))
        {
            folder = folder.Parent;
        }

        var payloads = folder?.Parent is { } parent ? Path.Combine(parent.FullName, "shared", "payloads") : "";
        return Directory.Exists(payloads) ? payloads : null;
    }
}
