using Azure;
using Azure.Data.Tables;
using Churn.Domain.Events;
using Churn.Domain.Shops;

namespace Churn.Storage.Tables.Events;

/// <summary>The state of an endpoint. docs/tables.md says what each column means.</summary>
public sealed class EndpointEntity : ITableEntity
{
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public DateTimeOffset? FailingSince { get; set; }

    public int Failures { get; set; }

    public string? LastFailure { get; set; }

    public DateTimeOffset? DisabledAt { get; set; }

    public static EndpointEntity Of(EndpointState state) => new()
    {
        PartitionKey = state.Shop.Value,
        RowKey = state.Id,
        FailingSince = state.FailingSince,
        Failures = state.Failures,
        LastFailure = state.LastFailure,
        DisabledAt = state.DisabledAt,
    };

    public EndpointState ToState(ShopId shop) => new()
    {
        Shop = shop,
        Id = RowKey,
        FailingSince = FailingSince,
        Failures = Failures,
        LastFailure = LastFailure,
        DisabledAt = DisabledAt,
    };
}
