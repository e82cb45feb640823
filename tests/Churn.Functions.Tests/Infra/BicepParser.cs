using System.Diagnostics;
using System.Text.Json;
using Churn.LocalHost.Azurite;
using Churn.TestSupport;

namespace Churn.Functions.Tests.Infra;

/// <summary>tree-sitter's grammar of Bicep in one node process, installed by npm on first use as Azurite is. It ends with the test run.</summary>
internal static class BicepParser
{
    private static readonly string Sources = Path.Combine(AppContext.BaseDirectory, "Infra", "Parser");
    private static readonly string Folder = Path.Combine(RepositoryFiles.Root, "artifacts", "bicep-parser");
    private static readonly SemaphoreSlim One = new(1, 1);
    private static readonly Dictionary<string, BicepNode> Known = [];
    private static Process? _node;

    public static async Task<BicepNode> ParseAsync(string text)
    {
        await One.WaitAsync();
        try
        {
            if (!Known.TryGetValue(text, out var tree))
            {
                _node ??= await StartAsync();
                await _node.StandardInput.WriteLineAsync(JsonSerializer.Serialize(text));
                var answer = await _node.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"The parser ended: {await _node.StandardError.ReadToEndAsync()}");
                using var parsed = JsonDocument.Parse(answer, new JsonDocumentOptions { MaxDepth = 1000 });
                Known[text] = tree = BicepNode.Of(parsed.RootElement, text);
            }

            return tree;
        }
        finally
        {
            One.Release();
        }
    }

    private static async Task<Process> StartAsync()
    {
        await InstallAsync();
        var node = NodeTools.FromEnvironment().Node();
        node.ArgumentList.Add(Path.Combine(Sources, "parse.cjs"));
        node.ArgumentList.Add(Folder);
        return Start(node);
    }

    private static async Task InstallAsync()
    {
        var wanted = await File.ReadAllTextAsync(Path.Combine(Sources, "package-lock.json"));
        var stamp = Path.Combine(Folder, ".installed");
        if (File.Exists(stamp) && await File.ReadAllTextAsync(stamp) == wanted)
        {
            return;
        }

        Directory.CreateDirectory(Folder);
        foreach (var file in new[] { "package.json", "package-lock.json" })
        {
            File.Copy(Path.Combine(Sources, file), Path.Combine(Folder, file), overwrite: true);
        }

        var npm = NodeTools.FromEnvironment().Npm();
        // No scripts: the grammar is taken as WebAssembly, and nothing is to be compiled.
        foreach (var argument in new[] { "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error" })
        {
            npm.ArgumentList.Add(argument);
        }

        npm.WorkingDirectory = Folder;
        using var process = Start(npm);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"npm ci of the Bicep parser ended with {process.ExitCode}: {await errors}{await output}");
        }

        await File.WriteAllTextAsync(stamp, wanted);
    }

    private static Process Start(ProcessStartInfo start)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        return Process.Start(start)!;
    }
}
