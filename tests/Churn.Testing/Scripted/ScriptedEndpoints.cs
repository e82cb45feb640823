using Churn.Domain.Events;
using Churn.Domain.Shops;

namespace Churn.Testing.Scripted;

/// <summary>Endpoints that answer as the test says.</summary>
public sealed class ScriptedEndpoints : IEndpointClient
{
    /// <summary>Returns the answer to what is sent.</summary>
    public Func<WaitingDelivery, EndpointAnswer> Answer { get; set; } = _ => new EndpointAnswer(204, null, "");

    /// <summary>What was sent, accepted or not.</summary>
    public List<string> Sent { get; } = [];

    public Task<EndpointAnswer> PostAsync(Endpoint endpoint, WaitingDelivery delivery, CancellationToken cancellationToken)
    {
        Sent.Add(delivery.EventId);
        return Task.FromResult(Answer(delivery));
    }
}
