using System.CommandLine;
using Churn.LocalHost.CommandLine;
using Churn.LocalHost.Hosting;
using Microsoft.Extensions.Logging;

namespace Churn.LocalHost.Commands;

/// <summary>Serves until told to stop.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var command = new Command("serve", "Serves the function app until Ctrl+C. This is what happens without a command, too.");
        HostingOptions.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    public static async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var options = HostingOptions.Of(parsed) with { Log = LogLevel.Information };
        await using var run = await LocalRun.StartAsync(
            options, LocalRun.LoadSettings(), app => app with { Port = options.Port ?? LocalFunctionsHostOptions.UsualPort }, stop);
        foreach (var function in run.Host.Functions)
            Console.WriteLine($"  {function.Name,-24} {function.Trigger.Kind,-6} {function.Trigger.Detail}");
        Console.WriteLine(
            $"Listening on {run.Host.BaseAddress}, reachable from this machine only; function keys are not asked for, as with `func start`. Ctrl+C stops.");
        await Task.Delay(Timeout.Infinite, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Console.WriteLine("Stopping: finishing what is in flight ...");
        return 0;
    }
}
