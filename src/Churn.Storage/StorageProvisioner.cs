using Azure.Data.Tables;
using Azure.Storage.Queues;
using Churn.Storage.Queues;
using Churn.Storage.Tables;

namespace Churn.Storage;

/// <summary>
/// Creates the tables and queues that do not exist yet. Meant for local machines and tests; in Azure the deployment creates them.
/// </summary>
public sealed class StorageProvisioner(TableServiceClient tables, QueueServiceClient queues)
{
    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        foreach (var table in TableNames.All)
        {
            await tables.CreateTableIfNotExistsAsync(table, cancellationToken);
        }

        foreach (var queue in QueueNames.All.Append(QueueNames.BuyerEvents))
        {
            await queues.GetQueueClient(queue).CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        }
    }
}
