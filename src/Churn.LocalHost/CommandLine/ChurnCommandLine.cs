using System.CommandLine;
using System.CommandLine.Invocation;
using Churn.LocalHost.Commands;
using Churn.LocalHost.Seeing;

namespace Churn.LocalHost.CommandLine;

/// <summary>All commands of the program. Without a command it serves.</summary>
internal static class ChurnCommandLine
{
    public static RootCommand Create()
    {
        var root = new RootCommand(
            "Runs Churn.Functions on this machine: Azurite, the function app, its queues and timers. Without a command it serves.")
        {
            HelpName = "dotnet run --project src/Churn.LocalHost --",
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

    /// <summary>Runs what the arguments ask for. What cannot be read is said in one sentence each, and the exit code is 1.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken stop)
    {
        var parsed = Create().Parse(arguments);
        if (parsed.Action is ParseErrorAction errors)
        {
            errors.ShowHelp = false;
        }

        // Program handles exceptions and signals: a stop lets the app finish what is in flight, however long that takes.
        var exit = await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, stop);
        if (parsed.Action is ParseErrorAction)
        {
            await Console.Error.WriteLineAsync("--help says what there is.");
        }

        return exit;
    }
}
