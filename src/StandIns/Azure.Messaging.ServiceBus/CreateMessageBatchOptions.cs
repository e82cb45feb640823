namespace Azure.Messaging.ServiceBus;

public class CreateMessageBatchOptions
{
    private const long Smallest = 24;

    /// <summary>Null for as much as the service takes.</summary>
    public long? MaxSizeInBytes
    {
        get;
        set => field = value is null or >= Smallest
            ? value
            : throw new ArgumentOutOfRangeException(nameof(MaxSizeInBytes), $"Value must be at least {Smallest}.");
    }
}
