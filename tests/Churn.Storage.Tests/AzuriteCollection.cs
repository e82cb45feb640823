using Churn.Testing.Azurite;

namespace Churn.Storage.Tests;

/// <summary>The test classes that share this assembly's one Azurite. Each makes tables and queues with names of its own.</summary>
[CollectionDefinition(Name)]
public sealed class AzuriteCollection : ICollectionFixture<AzuriteFixture>
{
    public const string Name = "Azurite";
}
