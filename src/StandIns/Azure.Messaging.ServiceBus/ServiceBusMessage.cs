namespace Azure.Messaging.ServiceBus;

public class ServiceBusMessage
{
    private const int LongestId = 128;

    public ServiceBusMessage()
        : this(BinaryData.FromBytes(ReadOnlyMemory<byte>.Empty))
    {
    }

    public ServiceBusMessage(string body)
        : this(BinaryData.FromString(body))
    {
    }

    public ServiceBusMessage(ReadOnlyMemory<byte> body)
        : this(BinaryData.FromBytes(body))
    {
    }

    public ServiceBusMessage(BinaryData body) => Body = body;

    /// <summary>A message to send on: what the sender set, without what the service added.</summary>
    public ServiceBusMessage(ServiceBusReceivedMessage receivedMessage)
    {
        ArgumentNullException.ThrowIfNull(receivedMessage);
        Body = receivedMessage.Body;
        if (receivedMessage.MessageId is not null) MessageId = receivedMessage.MessageId;
        PartitionKey = receivedMessage.PartitionKey;
        TransactionPartitionKey = receivedMessage.TransactionPartitionKey;
        SessionId = receivedMessage.SessionId;
        ReplyToSessionId = receivedMessage.ReplyToSessionId;
        if (receivedMessage.TimeToLive > TimeSpan.Zero) TimeToLive = receivedMessage.TimeToLive;
        CorrelationId = receivedMessage.CorrelationId;
        Subject = receivedMessage.Subject;
        To = receivedMessage.To;
        ContentType = receivedMessage.ContentType;
        ReplyTo = receivedMessage.ReplyTo;
        ScheduledEnqueueTime = receivedMessage.ScheduledEnqueueTime;
        foreach ((string name, object value) in receivedMessage.ApplicationProperties)
        {
            if (name is not ("DeadLetterReason" or "DeadLetterErrorDescription")) ApplicationProperties[name] = value;
        }
    }

    public BinaryData Body
    {
        get;
        set => field = value ?? throw new ArgumentNullException(nameof(value));
    }

    public string MessageId
    {
        get;
        set => field = value is { Length: > 0 and <= LongestId }
            ? value
            : throw new ArgumentException($"A message id has 1 to {LongestId} characters.", nameof(value));
    }

    public string PartitionKey
    {
        get;
        set => field = NotTooLong(value);
    }

    public string TransactionPartitionKey
    {
        get;
        set => field = NotTooLong(value);
    }

    public string SessionId
    {
        get;
        set => field = NotTooLong(value);
    }

    public string ReplyToSessionId
    {
        get;
        set => field = NotTooLong(value);
    }

    /// <summary>The longest time span stands for the entity's own default.</summary>
    public TimeSpan TimeToLive
    {
        get;
        set => field = value > TimeSpan.Zero ? value : throw new ArgumentOutOfRangeException(nameof(value), "A time to live is positive.");
    } = TimeSpan.MaxValue;

    public string CorrelationId { get; set; }

    public string Subject { get; set; }

    public string To { get; set; }

    public string ContentType { get; set; }

    public string ReplyTo { get; set; }

    /// <summary>The default value stands for "at once".</summary>
    public DateTimeOffset ScheduledEnqueueTime { get; set; }

    public IDictionary<string, object> ApplicationProperties { get; } = new Dictionary<string, object>();

    public override string ToString() => $"{{MessageId:{MessageId}}}";

    private static string NotTooLong(string value) =>
        value is null or { Length: <= LongestId } ? value : throw new ArgumentException($"At most {LongestId} characters are allowed.", nameof(value));
}
