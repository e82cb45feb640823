using Churn.Domain.Shops;

namespace Churn.Domain.Events;

/// <summary>Posts events to endpoints.</summary>
public interface IEndpointClient
{
    /// <summary>Posts a signed event. It follows no redirect, and reads only the answer's status and its Retry-After header.</summary>
    Task<EndpointAnswer> PostAsync(Endpoint endpoint, WaitingDelivery delivery, CancellationToken cancellationToken);
}

/// <summary>The answer of an endpoint to a posted event.</summary>
/// <param name="Status">The HTTP status; 0 if there was no answer.</param>
/// <param name="RetryAfter">The wait that the endpoint asks for; null if it asks for none.</param>
/// <param name="Failure">The status or the kind of error; empty if the endpoint accepted the event.</param>
public readonly record struct EndpointAnswer(int Status, TimeSpan? RetryAfter, string Failure)
{
    /// <summary>The status that means, by Standard Webhooks, that the endpoint is gone for good.</summary>
    public const int Gone = 410;

    public bool IsTaken => Status is >= 200 and < 300;
}
