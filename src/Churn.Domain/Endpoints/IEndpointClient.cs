namespace Churn.Domain.Endpoints;

/// <summary>Posts events to endpoints.</summary>
public interface IEndpointClient
{
    /// <summary>Posts a signed event; follows no redirect, and reads nothing of the answer but its status.</summary>
    Task<EndpointAnswer> PostAsync(Endpoint endpoint, WaitingDelivery delivery, CancellationToken cancellationToken);
}
