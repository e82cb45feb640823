using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Churn.Domain.Events;
using Churn.Domain.Shops;

namespace Churn.Storage.Tables.Events;

/// <summary>Tables <c>Endpoints</c> and <c>Deliveries</c>.</summary>
public sealed class EndpointStore(TableServiceClient service) : IEndpointStore
{
    private readonly TableClient _states = service.GetTableClient(TableNames.Endpoints);
    private readonly TableClient _deliveries = service.GetTableClient(TableNames.Deliveries);

    public async Task<EndpointState> GetStateAsync(ShopId shop, string endpoint, CancellationToken cancellationToken)
    {
        var found = await _states.GetEntityIfExistsAsync<EndpointEntity>(shop.Value, endpoint, cancellationToken: cancellationToken);
        return found.HasValue ? found.Value!.ToState(shop) : new EndpointState { Shop = shop, Id = endpoint };
    }

    public Task PutStateAsync(EndpointState state, CancellationToken cancellationToken) =>
        _states.UpsertEntityAsync(EndpointEntity.Of(state), TableUpdateMode.Replace, cancellationToken);

    public Task KeepAsync(WaitingDelivery delivery, CancellationToken cancellationToken)
    {
        var entity = DeliveryEntity.Of(delivery);
        EntityLimits.SizeOf(entity);
        return _deliveries.UpsertEntityAsync(entity, TableUpdateMode.Replace, cancellationToken);
    }

    public IAsyncEnumerable<WaitingDelivery> ListAsync(ShopId shop, string endpoint, string subject, CancellationToken cancellationToken) =>
        ReadAsync(shop, endpoint, $"{subject}:", $"{subject};", cancellationToken);

    public IAsyncEnumerable<WaitingDelivery> ListAsync(ShopId shop, string endpoint, CancellationToken cancellationToken) =>
        ReadAsync(shop, endpoint, "", "~", cancellationToken);

    public Task RemoveAsync(WaitingDelivery delivery, CancellationToken cancellationToken) => _deliveries.DeleteEntityAsync(
        Keys.Endpoint(delivery.Shop, delivery.Endpoint),
        Keys.Delivery(delivery.Subject, delivery.Number, delivery.EventId),
        ETag.All,
        cancellationToken);

    private async IAsyncEnumerable<WaitingDelivery> ReadAsync(
        ShopId shop, string endpoint, string first, string after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {Keys.Endpoint(shop, endpoint)} and RowKey ge {first} and RowKey lt {after}");
        await foreach (var entity in _deliveries.QueryAsync<DeliveryEntity>(filter, cancellationToken: cancellationToken))
        {
            yield return entity.ToDelivery(shop, endpoint);
        }
    }
}
