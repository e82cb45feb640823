using Amqp.Listener;

namespace Churn.Storage.Tests.Events.Amqp;

/// <summary>The end of a link that sends to a topic or queue of the broker.</summary>
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
