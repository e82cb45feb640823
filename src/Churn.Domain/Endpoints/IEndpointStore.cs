using Churn.Domain.Shops;

namespace Churn.Domain.Endpoints;

/// <summary>How endpoints do, and what they have not taken yet.</summary>
public interface IEndpointStore
{
    /// <summary>One point read.</summary>
    Task<EndpointState> GetStateAsync(ShopId shop, string endpoint, CancellationToken cancellationToken);

    /// <summary>The last to write wins: a failure more or less is no matter. One request.</summary>
    Task PutStateAsync(EndpointState state, CancellationToken cancellationToken);

    /// <summary>Keeps a delivery until it is removed; keeping it again changes nothing. One request.</summary>
    Task KeepAsync(WaitingDelivery delivery, CancellationToken cancellationToken);

    /// <summary>What waits of one subject, by number. One request.</summary>
    IAsyncEnumerable<WaitingDelivery> ListAsync(ShopId shop, string endpoint, string subject, CancellationToken cancellationToken);

    /// <summary>All that waits for an endpoint, by subject and number. One request a thousand.</summary>
    IAsyncEnumerable<WaitingDelivery> ListAsync(ShopId shop, string endpoint, CancellationToken cancellationToken);

    /// <summary>One request.</summary>
    Task RemoveAsync(WaitingDelivery delivery, CancellationToken cancellationToken);
}
