using Microsoft.Extensions.Hosting;

namespace Churn.LocalHost.Hosting;

/// <summary>Leaves the process's signals alone: Program handles them, and a test has none of its own.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
