namespace Churn.Storage.Tests.Events.Amqp;

/// <summary>A message that the broker took.</summary>
internal sealed record ReceivedEvent(
    string Entity, string MessageId, string SessionId, string Subject, string Body, IReadOnlyDictionary<string, object> Properties);
