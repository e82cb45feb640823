using Churn.Testing;

namespace Churn.Functions.Tests.Webhooks;

/// <summary>The sample bodies in <c>Fixtures</c>, with the platforms' field names and made-up people, products and ids.</summary>
internal static class Fixtures
{
    /// <summary>The file of recorded signatures. Every other file is a body.</summary>
    public const string Signatures = "signatures.json";

    private static readonly string Folder = Path.Combine(RepositoryFiles.Root, "tests", "Churn.Functions.Tests", "Fixtures");

    /// <summary>The names of all bodies, in ordinal order.</summary>
    public static IEnumerable<string> Names => Directory.EnumerateFiles(Folder, "*.json").Select(path => Path.GetFileName(path))
        .Where(name => name != Signatures).Order(StringComparer.Ordinal);

    public static byte[] Read(string name) => File.ReadAllBytes(Path.Combine(Folder, name));
}
