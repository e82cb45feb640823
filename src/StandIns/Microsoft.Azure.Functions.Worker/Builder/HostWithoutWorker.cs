using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Has the application's services; started, it says in one sentence what to run instead and ends with exit code 1.</summary>
internal sealed class HostWithoutWorker(IHost inner) : IHost
{
    public IServiceProvider Services => inner.Services;

    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        await Console.Error.WriteLineAsync(
            "This build uses the stand-in packages, which hold no Functions worker: run it with `dotnet run --project src/Churn.LocalHost`.");
        System.Environment.ExitCode = 1;
        Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
    }

    public Task StopAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public void Dispose() => inner.Dispose();
}
