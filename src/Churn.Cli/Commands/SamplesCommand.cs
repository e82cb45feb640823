using System.CommandLine;
using Churn.Simulation.Demo;

namespace Churn.Cli.Commands;

/// <summary>Writes the files in samples/.</summary>
internal static class SamplesCommand
{
    private static readonly Argument<DirectoryInfo> FolderArgument = new("FOLDER")
    {
        Description = "Where the files are written",
        DefaultValueFactory = _ => new DirectoryInfo("samples"),
    };

    public static Command Create()
    {
        var command = new Command("samples", "Writes the orders of a made-up shop, in this app's own columns and as Shopify exports them.")
        {
            FolderArgument,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var folder = parsed.GetRequiredValue(FolderArgument);
        folder.Create();
        foreach (var (name, text) in SampleFiles.Make())
        {
            var path = Path.Combine(folder.FullName, name);
            await File.WriteAllTextAsync(path, text, stop);
            Console.WriteLine(path);
        }

        return 0;
    }
}
