using Microsoft.Azure.Functions.Worker;

namespace Churn.LocalHost.Tests.Sample;

public sealed class SampleTimerFunctions(Recorder recorder)
{
    [Function("SampleTimer")]
    public Task RunAsync([TimerTrigger("%Schedules:Sample%")] TimerInfo timer, CancellationToken cancellationToken) =>
        recorder.SeeAsync(timer, cancellationToken);
}
