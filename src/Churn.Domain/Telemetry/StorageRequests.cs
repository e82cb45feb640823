namespace Churn.Domain.Telemetry;

/// <summary>Counts the storage requests of one piece of work, over its whole asynchronous flow.</summary>
public sealed class StorageRequests
{
    private static readonly AsyncLocal<StorageRequests?> Ambient = new();

    private int _count;

    private StorageRequests()
    {
    }

    public int Count => Volatile.Read(ref _count);

    /// <summary>Starts counting the requests of everything that the calling method awaits from now on.</summary>
    public static StorageRequests Begin() => Ambient.Value = new StorageRequests();

    /// <summary>Adds one request to the current count, if there is one.</summary>
    public static void Add()
    {
        if (Ambient.Value is { } requests)
        {
            Interlocked.Increment(ref requests._count);
        }
    }
}
