using System.CommandLine;
using System.CommandLine.Invocation;
using Churn.Cli.Commands;
using Churn.Cli.Commands.Inspect;

namespace Churn.Cli.CommandLine;

/// <summary>Builds and runs the program's commands. Without a command it runs <c>serve</c>.</summary>
internal static class ChurnCommandLine
{
    public static RootCommand Create()
    {
        var root = new RootCommand(
            "Runs Churn.Functions on this machine: Azurite, the function app, its queues and timers. Without a command it serves.")
        {
            HelpName = "dotnet run --project src/Churn.Cli --",
        };
        HostingOptions.AddTo(root);
        root.SetAction(ServeCommand.RunAsync);
        Command[] commands =
        [
            ServeCommand.Create(), DemoCommand.Create(), ReplayCommand.Create(), ImportCommand.Create(), SimulateCommand.Create(),
            ReportCommand.Create(), OffersCommand.Create(), ExplainCommand.Create(), PolicyCommand.Create(), FeedbackCommand.Create(),
            StatusCommand.Create(), PoisonCommand.Create(), RebuildCommand.Create(), ProveErasedCommand.Create(), SamplesCommand.Create(),
        ];
        Array.ForEach(commands, root.Add);
        return root;
    }

    /// <summary>Runs the command in the arguments. Each argument that cannot be read is reported in a sentence, with exit code 1.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken stop)
    {
        var parsed = Create().Parse(arguments);
        if (parsed.Action is ParseErrorAction errors)
        {
            errors.ShowHelp = false;
        }

        // Program handles exceptions and signals. After a stop the app finishes its running work, however long that takes.
        var exit = await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, stop);
        if (parsed.Action is ParseErrorAction)
        {
            await Console.Error.WriteLineAsync("--help lists the commands and options.");
        }

        return exit;
    }
}
