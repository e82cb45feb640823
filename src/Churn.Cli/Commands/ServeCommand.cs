using System.CommandLine;
using Churn.Cli.CommandLine;
using Churn.Domain.Shops;
using Churn.LocalHost.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Churn.Cli.Commands;

/// <summary>Serves the function app until Ctrl+C.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var command = new Command("serve", "Serves the function app until Ctrl+C. This is the default without a command.");
        HostingOptions.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    public static async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var options = HostingOptions.Of(parsed) with { Log = LogLevel.Information };
        await using var run = await LocalRun.StartAsync(
            options, LocalRun.LoadSettings(), app => app with { Port = options.Port ?? LocalFunctionsHostOptions.UsualPort }, stop);
        if (options.Storage.Verbose)
        {
            foreach (var function in run.Host.Functions)
            {
                Console.WriteLine($"  {function.Name,-24} {function.Trigger.Kind,-6} {function.Trigger.Detail}");
            }
        }

        foreach (var line in Addresses(run.Host.BaseAddress, run.Host.Services.GetRequiredService<IShopDirectory>().All))
        {
            Console.WriteLine(line);
        }

        await Task.Delay(Timeout.Infinite, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Console.WriteLine("Stopping: finishing the running work ...");
        return 0;
    }

    private static IEnumerable<string> Addresses(Uri address, IEnumerable<Shop> shops)
    {
        yield return $"Listening on {address}, reachable from this machine only; no function key is needed, as with `func start`.";
        foreach (var shop in shops)
        {
            yield return $"  Dashboard of {shop.Id,-14} {address}api/dashboard#{shop.Id}";
            yield return $"  Webhooks of {shop.Id,-15} {address}api/webhooks/{shop.Platform.ToLowerInvariant()}/{shop.Id}";
        }

        yield return $"  {"Health",-27} {address}api/health";
        yield return $"  {"API",-27} {address}api/openapi.json";
        yield return "Ctrl+C stops.";
    }
}
