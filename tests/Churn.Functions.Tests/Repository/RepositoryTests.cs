using System.Text.RegularExpressions;
using Churn.Testing;

namespace Churn.Functions.Tests.Repository;

/// <summary>Tests what no file of the repository may contain.</summary>
public sealed partial class RepositoryTests
{
    private static readonly string[] OursOnly = ["src", "tests", "infra", "docs", "samples", ".ci", ".github", ".devcontainer"];
    private static readonly string[] TextFiles =
    [
        "",
        ".bicep",
        ".bicepparam",
        ".cjs",
        ".cs",
        ".csproj",
        ".css",
        ".csv",
        ".editorconfig",
        ".gitattributes",
        ".gitignore",
        ".html",
        ".js",
        ".json",
        ".md",
        ".props",
        ".py",
        ".sln",
        ".targets",
        ".txt",
        ".yaml",
        ".yml",
    ];

    private static readonly string[] Made = ["bin", "obj", "artifacts", "node_modules", ".azurite", ".git"];

    [Fact]
    public void Sources_Always_StandInTheNamespaceOfTheirFolder() => Assert.DoesNotContain(
        new[] { "src", "tests" }.SelectMany(Files).Select(file => Shown(file).Replace('\\', '/')),
        file => file.EndsWith(".cs", StringComparison.Ordinal)
            && Namespace().Match(File.ReadAllText(Path.Combine(RepositoryFiles.Root, file))) is { Success: true } found
            && found.Groups[1].Value != string.Join('.', file.Split('/')[1..^1]));

    // The integrity hashes of a lock file are enough: where packages come from is each machine's own setting.
    [Fact]
    public void Files_Always_NameNoPackageRegistryAndNoMachinesFolders() => Assert.Empty(
        AllFiles().SelectMany(file => NotOurs().Matches(File.ReadAllText(file)).Select(match => $"{Shown(file)}: {match.Value}")));

    // NuGet writes its lock files without an end of the last line.
    [Fact]
    public void Files_Always_EndEveryLineAsEditorconfigSays() => Assert.Empty(
        AllFiles().Where(file => Path.GetFileName(file) != "packages.lock.json")
            .Where(file => File.ReadAllText(file) is { Length: > 0 } text
                && (text.Contains('\r', StringComparison.Ordinal) || !text.EndsWith('\n')))
            .Select(Shown));

    [Fact]
    public void Files_Always_CiteNothingThatLiesBesideTheRepository() => Assert.Empty(
        AllFiles().SelectMany(file => Beside().Matches(File.ReadAllText(file)).Select(match => $"{Shown(file)}: {match.Value}")));

    [Fact]
    public void Documents_LinksWithinTheRepository_LeadSomewhere() => Assert.DoesNotContain(
        AllFiles().Where(file => file.EndsWith(".md", StringComparison.Ordinal))
            .SelectMany(file => LocalLinks().Matches(File.ReadAllText(file))
                .Select(match => Path.GetFullPath(match.Groups[1].Value, Path.GetDirectoryName(file)!))),
        target => !Path.Exists(target));

    // A tag can be moved to other code, but a commit cannot.
    [Fact]
    public void Workflows_Actions_ArePinnedByCommitAndNameTheirVersion()
    {
        var uses = Files(".github/workflows")
            .SelectMany(File.ReadLines)
            .Where(line => line.Contains("uses:", StringComparison.Ordinal))
            .ToList();

        Assert.NotEmpty(uses);
        Assert.All(uses, line => Assert.Matches(@"uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line));
    }

    [Fact]
    public void Dependabot_EveryFolderWithNodePackages_IsWatched()
    {
        var config = File.ReadAllText(Path.Combine(RepositoryFiles.Root, ".github", "dependabot.yml"));
        var folders = OursOnly.SelectMany(Files).Where(file => Path.GetFileName(file) == "package.json")
            .Select(file => Path.GetRelativePath(RepositoryFiles.Root, Path.GetDirectoryName(file)!).Replace('\\', '/'));

        Assert.All(folders, folder => Assert.Contains($"directory: /{folder}\n", config, StringComparison.Ordinal));
    }

    [Fact]
    public void InfraModules_Always_StayShort() => Assert.All(
        Files("infra").Where(file => file.EndsWith(".bicep", StringComparison.Ordinal)),
        file => Assert.InRange(File.ReadLines(file).Count(), 1, 150));

    private static string Shown(string file) => Path.GetRelativePath(RepositoryFiles.Root, file);

    private static IEnumerable<string> AllFiles() =>
        OursOnly.SelectMany(Files).Concat(Directory.EnumerateFiles(RepositoryFiles.Root).Where(IsText));

    private static IEnumerable<string> Files(string folder)
    {
        var path = Path.Combine(RepositoryFiles.Root, folder);
        return Directory.Exists(path) ? Walk(path) : [];
    }

    private static IEnumerable<string> Walk(string folder) => Directory.EnumerateFiles(folder).Where(IsText)
        .Concat(Directory.EnumerateDirectories(folder).Where(child => !Made.Contains(Path.GetFileName(child))).SelectMany(Walk));

    private static bool IsText(string file) =>
        TextFiles.Contains(Path.GetExtension(file)) && Path.GetFileName(file) is not ("local.settings.json" or ".git");

    [GeneratedRegex(@"\.\./shared\b|\b(AZURE|AZURITE|CASES|CONNECT|DESIGN|MATHS|STYLE|WEBHOOKS)\.md")]
    private static partial Regex Beside();

    [GeneratedRegex("^namespace ([\\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"\]\((?!https?:)([^)#\s]+)[^)]*\)")]
    private static partial Regex LocalLinks();

    [GeneratedRegex(
        @"https?://[^\s""'<>]*\b(nuget|npmjs|npm|yarnpkg|artifactory)\b[^\s""'<>]*"
        + @"|(?<![\w.])/(work|root|home)/\w+|\b[A-Z]:\\Users\\",
        RegexOptions.IgnoreCase)]
    private static partial Regex NotOurs();
}
