using System.Diagnostics;

namespace Churn.Testing.Crashes;

/// <summary>Runs a worker in a process of its own. Its program lies beside this assembly.</summary>
public static class WorkerProcess
{
    private const string Program = "Churn.CrashWorker.dll";

    /// <summary>If a worker has neither ended nor printed anything by then, it is taken to hang.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <summary>Runs a worker to its end.</summary>
    /// <returns>Where the worker died; null if it ended by itself because the queues were empty.</returns>
    /// <exception cref="InvalidOperationException">The worker ended in another way.</exception>
    public static async Task<string?> RunAsync(WorkerOrders orders, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in (string[])["exec", Path.Combine(AppContext.BaseDirectory, Program), .. orders.ToArguments()])
        {
            start.ArgumentList.Add(argument);
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        using var worker = Process.Start(start)!;
        try
        {
            var errors = worker.StandardError.ReadToEndAsync(limit.Token);
            var output = await worker.StandardOutput.ReadToEndAsync(limit.Token);
            await worker.WaitForExitAsync(limit.Token);
            var death = StorageCalls.Read(output);
            return (death is null) == (worker.ExitCode == 0) ? death
                : throw new InvalidOperationException($"The worker ended with {worker.ExitCode}: {output}{await errors}");
        }
        catch (OperationCanceledException)
        {
            worker.Kill();
            throw;
        }
    }
}
