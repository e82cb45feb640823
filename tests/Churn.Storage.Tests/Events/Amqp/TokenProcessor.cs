using Amqp;
using Amqp.Framing;
using Amqp.Listener;

namespace Churn.Storage.Tests.Events.Amqp;

/// <summary>Accepts every token that a client sends.</summary>
internal sealed class TokenProcessor : IRequestProcessor
{
    public int Credit => 100;

    public void Process(RequestContext requestContext)
    {
        var accepted = new Message { ApplicationProperties = new ApplicationProperties() };
        accepted.ApplicationProperties["status-code"] = 202;
        accepted.ApplicationProperties["status-description"] = "Accepted";
        requestContext.Complete(accepted);
    }
}
