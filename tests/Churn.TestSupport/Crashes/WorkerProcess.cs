using System.Diagnostics;

namespace Churn.TestSupport.Crashes;

/// <summary>A worker in a process of its own, its program beside this assembly.</summary>
public static class WorkerProcess
{
    private const string Program = "Churn.CrashWorker.dll";

    /// <summary>A worker that has said nothing and not ended by then hangs.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <summary>Runs a worker to its end.</summary>
    /// <returns>Where it died; null: it ended by itself, the queues being empty.</returns>
    /// <exception cref="InvalidOperationException">It ended in another way.</exception>
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
