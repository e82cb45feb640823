using Churn.Domain.Shops;

namespace Churn.Domain.Events;

/// <summary>The state of endpoints, and the events that wait for them.</summary>
public interface IEndpointStore
{
    /// <summary>One point read.</summary>
    Task<EndpointState> GetStateAsync(ShopId shop, string endpoint, CancellationToken cancellationToken);

    /// <summary>Writes the state without a check: the last writer wins, because a lost failure count does no harm. One request.</summary>
    Task PutStateAsync(EndpointState state, CancellationToken cancellationToken);

    /// <summary>Stores a delivery until it is removed. Storing it again changes nothing. One request.</summary>
    Task KeepAsync(WaitingDelivery delivery, CancellationToken cancellationToken);

    /// <summary>Returns the waiting events of one subject, sorted by number. One request.</summary>
    IAsyncEnumerable<WaitingDelivery> ListAsync(ShopId shop, string endpoint, string subject, CancellationToken cancellationToken);

    /// <summary>Returns all waiting events of an endpoint, sorted by subject and number. One request per thousand.</summary>
    IAsyncEnumerable<WaitingDelivery> ListAsync(ShopId shop, string endpoint, CancellationToken cancellationToken);

    /// <summary>One request.</summary>
    Task RemoveAsync(WaitingDelivery delivery, CancellationToken cancellationToken);
}

/// <summary>An event that an endpoint has not accepted yet.</summary>
/// <param name="Endpoint">The endpoint's id.</param>
/// <param name="Subject">The event's subject. Events of one subject are delivered in sequence.</param>
/// <param name="Number">The event's number within the subject; 0 if it has none.</param>
/// <param name="Body">The event as it is sent: the same bytes at every try.</param>
public sealed record WaitingDelivery(ShopId Shop, string Endpoint, string Subject, long Number, string EventId, string Body);
