using System.Text.Json.Nodes;
using Churn.Testing;

namespace Churn.Functions.Tests.Infra;

/// <summary>A copy of infra/ that a test may change and compile. It is removed in the end.</summary>
internal sealed class InfraCopy : IDisposable
{
    /// <summary>Parameters of a deployment that uses every option.</summary>
    public const string EveryOption = "every-option.bicepparam";

    private static readonly Dictionary<string, string> NoVariables = [];

    private readonly string _folder = Directory.CreateTempSubdirectory("churn-infra-").FullName;

    public InfraCopy()
    {
        var source = Path.Combine(RepositoryFiles.Root, "infra");
        foreach (var file in Directory.GetFiles(source, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(_folder, "infra", Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        var parameters = Path.Combine(RepositoryFiles.Root, "tests", "Churn.Functions.Tests", "Infra", EveryOption);
        File.Copy(parameters, Path.Combine(_folder, EveryOption));
    }

    /// <summary>Replaces the first occurrence of a text, which must be there.</summary>
    public InfraCopy Change(string file, string before, string after)
    {
        var path = Path.Combine(_folder, "infra", file);
        var text = File.ReadAllText(path);
        var at = text.IndexOf(before, StringComparison.Ordinal);
        if (at < 0)
        {
            throw new ArgumentException($"{file} has no '{before}', so the mutation would change nothing.");
        }

        File.WriteAllText(path, text.Remove(at, before.Length).Insert(at, after));
        return this;
    }

    /// <summary>Compiles and lints a file of infra/.</summary>
    /// <returns>The compiler's messages; empty if nothing is wrong.</returns>
    public async Task<string> LintAsync(string file, IReadOnlyDictionary<string, string>? environment = null) =>
        (await BicepCompiler.RunAsync(_folder, environment ?? NoVariables, "lint", $"infra/{file}")).Diagnostics;

    /// <summary>Returns the parameters that azd deploys with.</summary>
    /// <param name="environment">Variables of azd's environment.</param>
    public async Task<JsonNode> ParametersAsync(IReadOnlyDictionary<string, string> environment)
    {
        var compiled = await BicepCompiler.RunAsync(_folder, environment, "build-params", "infra/main.bicepparam", "--stdout");
        return compiled.Exit == 0
            ? JsonNode.Parse((string)JsonNode.Parse(compiled.Output)!["parametersJson"]!)!["parameters"]!
            : throw new InvalidOperationException($"The compiler refuses main.bicepparam: {compiled.Diagnostics}");
    }

    /// <summary>Returns what Azure would be asked for if every option is used.</summary>
    public async Task<Deployment> DeployAsync()
    {
        var template = await BicepCompiler.RunAsync(_folder, NoVariables, "build", "infra/main.bicep", "--stdout");
        var snapshot = await BicepCompiler.RunAsync(
            _folder, NoVariables, "snapshot", EveryOption, "--mode", "overwrite", "--location", "westeurope",
            "--tenant-id", "22222222-2222-2222-2222-222222222222", "--subscription-id", "33333333-3333-3333-3333-333333333333");
        var file = Path.Combine(_folder, Path.ChangeExtension(EveryOption, "snapshot.json"));
        return snapshot.Exit == 0
            ? new Deployment(JsonNode.Parse(await File.ReadAllTextAsync(file))!, template.Output)
            : throw new InvalidOperationException($"The compiler refuses infra/: {snapshot.Diagnostics}");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
