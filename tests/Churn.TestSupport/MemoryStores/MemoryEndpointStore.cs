using System.Globalization;
using Churn.Domain.Endpoints;
using Churn.Domain.Shops;

namespace Churn.TestSupport.MemoryStores;

/// <summary>Endpoints' states and deliveries in memory: the same contract tests run on both.</summary>
public sealed class MemoryEndpointStore : IEndpointStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(ShopId Shop, string Id), EndpointState> _states = [];
    private readonly SortedDictionary<string, WaitingDelivery> _waiting = new(StringComparer.Ordinal);

    public Task<EndpointState> GetStateAsync(ShopId shop, string endpoint, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult(_states.GetValueOrDefault((shop, endpoint)) ?? new EndpointState { Shop = shop, Id = endpoint });
        }
    }

    public Task PutStateAsync(EndpointState state, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _states[(state.Shop, state.Id)] = state;
            return Task.CompletedTask;
        }
    }

    public Task KeepAsync(WaitingDelivery delivery, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _waiting[KeyOf(delivery)] = delivery;
            return Task.CompletedTask;
        }
    }

    public IAsyncEnumerable<WaitingDelivery> ListAsync(ShopId shop, string endpoint, string subject, CancellationToken cancellationToken) =>
        ListAsync(shop, endpoint, cancellationToken).Where(delivery => delivery.Subject == subject);

    public IAsyncEnumerable<WaitingDelivery> ListAsync(ShopId shop, string endpoint, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return _waiting.Values.Where(delivery => delivery.Shop == shop && delivery.Endpoint == endpoint).ToArray().ToAsyncEnumerable();
        }
    }

    public Task RemoveAsync(WaitingDelivery delivery, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _waiting.Remove(KeyOf(delivery));
            return Task.CompletedTask;
        }
    }

    private static string KeyOf(WaitingDelivery delivery) =>
        string.Create(CultureInfo.InvariantCulture, $"{delivery.Shop}|{delivery.Endpoint}|{delivery.Subject}:{delivery.Number:D16}:{delivery.EventId}");
}
