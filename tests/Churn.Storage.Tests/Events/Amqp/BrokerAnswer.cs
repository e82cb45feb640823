namespace Churn.Storage.Tests.Events.Amqp;

/// <summary>What the broker does with a send.</summary>
internal enum BrokerAnswer
{
    /// <summary>Takes it and says so.</summary>
    Take,

    /// <summary>Refuses it with an internal error.</summary>
    Fail,

    /// <summary>Refuses it as a busy service does.</summary>
    Throttle,

    /// <summary>Takes it, and the connection breaks before it says so.</summary>
    LoseAnswer,

    /// <summary>The connection breaks before it takes it.</summary>
    Drop,
}
