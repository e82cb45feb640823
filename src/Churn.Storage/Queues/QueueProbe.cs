using Azure;
using Azure.Storage.Queues;
using Churn.Domain.Health;
using Microsoft.Extensions.Options;

namespace Churn.Storage.Queues;

/// <summary>Asks every queue for its properties: one request each.</summary>
public sealed class QueueProbe(QueueServiceClient service, IOptions<QueueOptions> options) : IHealthProbe
{
    public string Part => "queues";

    public async Task<string> FindFaultAsync(CancellationToken cancellationToken) =>
        string.Join("; ", (await Task.WhenAll(options.Value.All.Select(queue => AskAsync(queue, cancellationToken)))).Where(fault => fault.Length > 0));

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
