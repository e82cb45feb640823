using Amqp.Listener;

namespace Churn.Storage.Tests.Events.Amqp;

/// <summary>A topic or queue of the broker's, as a link that sends to it sees it.</summary>
internal sealed class EntityEndpoint(AmqpBroker broker, string entity) : LinkEndpoint
{
    public override void OnMessage(MessageContext messageContext) => broker.Receive(entity, messageContext);

    public override void OnFlow(FlowContext flowContext)
    {
    }

    public override void OnDisposition(DispositionContext dispositionContext)
    {
    }
}
