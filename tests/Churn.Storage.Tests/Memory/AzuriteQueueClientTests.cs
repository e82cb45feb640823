using Azure.Storage.Queues;
using Churn.TestSupport.Azurite;

namespace Churn.Storage.Tests.Memory;

[Collection(AzuriteCollection.Name)]
public sealed class AzuriteQueueClientTests(AzuriteFixture azurite) : QueueClientContract
{
    protected override QueueServiceClient Service { get; } = new(azurite.ConnectionString);
}
