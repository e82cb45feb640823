namespace Churn.Dashboard.Tests.Browser;

/// <summary>The tests that share the replayed shop.</summary>
[CollectionDefinition(Name)]
public sealed class DashboardTestGroup : ICollectionFixture<DashboardFixture>
{
    public const string Name = "dashboard";
}
