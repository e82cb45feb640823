using Azure.Data.Tables;
using Azure.Storage.Queues;
using Churn.Storage.Queues;
using Churn.Storage.Tables;
using Microsoft.Extensions.Options;

namespace Churn.Storage;

/// <summary>Creates the tables and queues that do not exist yet. For local machines and tests: in Azure the deployment creates them.</summary>
public sealed class StorageProvisioner(TableServiceClient tables, QueueServiceClient queues, IOptions<TableOptions> tableNames, IOptions<QueueOptions> queueNames)
{
    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        foreach (var table in tableNames.Value.All)
        {
            await tables.CreateTableIfNotExistsAsync(table, cancellationToken);
        }

        foreach (var queue in queueNames.Value.All.Append(queueNames.Value.BuyerEventsQueue))
        {
            await queues.GetQueueClient(queue).CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        }
    }
}
