using Azure.Data.Tables;
using Churn.TestSupport.Azurite;

namespace Churn.Storage.Tests.Memory;

[Collection(AzuriteCollection.Name)]
public sealed class AzuriteTableClientTests(AzuriteFixture azurite) : TableClientContract
{
    protected override TableServiceClient Service { get; } = new(azurite.ConnectionString);
}
