using Microsoft.Azure.Functions.Worker;

namespace Churn.LocalHost.Tests.Sample;

public sealed class SampleQueueFunctions(Recorder recorder)
{
    [Function("SampleQueue")]
    public Task RunAsync([QueueTrigger("%Queues:Sample%")] string message, CancellationToken cancellationToken) =>
        recorder.SeeAsync(message, cancellationToken);
}
