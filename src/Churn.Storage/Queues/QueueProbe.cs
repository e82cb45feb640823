using Azure;
using Azure.Storage.Queues;
using Churn.Domain.Operations;

namespace Churn.Storage.Queues;

/// <summary>Checks that every queue answers. One request for each queue.</summary>
public sealed class QueueProbe(QueueServiceClient service) : IHealthProbe
{
    public string Part => "queues";

    public async Task<string> FindFaultAsync(CancellationToken cancellationToken)
    {
        var faults = await Task.WhenAll(QueueNames.All.Select(queue => AskAsync(queue, cancellationToken)));
        return string.Join("; ", faults.Where(fault => fault.Length > 0));
    }

    private async Task<string> AskAsync(string queue, CancellationToken cancellationToken)
    {
        try
        {
            await service.GetQueueClient(queue).GetPropertiesAsync(cancellationToken);
            return "";
        }
        catch (RequestFailedException failure)
        {
            return $"{queue}: {failure.Status} {failure.ErrorCode}".TrimEnd();
        }
    }
}
