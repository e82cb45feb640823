namespace Churn.Storage.Tests.Events.Amqp;

/// <summary>What the broker does with a message that is sent to it.</summary>
internal enum BrokerAnswer
{
    /// <summary>The broker takes the message and says so.</summary>
    Take,

    /// <summary>The broker refuses the message with an internal error.</summary>
    Fail,

    /// <summary>The broker refuses the message as a busy service does.</summary>
    Throttle,

    /// <summary>The broker takes the message, and the connection breaks before it can say so.</summary>
    LoseAnswer,

    /// <summary>The connection breaks before the broker takes the message.</summary>
    Drop,
}
