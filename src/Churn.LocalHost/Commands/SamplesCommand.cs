using System.CommandLine;
using Churn.LocalHost.Demo;

namespace Churn.LocalHost.Commands;

/// <summary>Writes the files of samples/.</summary>
internal static class SamplesCommand
{
    private static readonly Argument<DirectoryInfo> FolderArgument = new("FOLDER")
    {
        Description = "Where the files are written",
        DefaultValueFactory = _ => new DirectoryInfo("samples"),
    };

    public static Command Create()
    {
        var command = new Command("samples", "Writes the orders of a made-up shop, in our own columns and as Shopify exports them.")
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
