namespace Churn.Domain.Telemetry;

/// <summary>Counts the storage requests of one piece of work, wherever in its asynchronous flow they are sent.</summary>
public sealed class StorageRequests
{
    private static readonly AsyncLocal<StorageRequests?> Ambient = new();

    private int _count;

    private StorageRequests()
    {
    }

    public int Count => Volatile.Read(ref _count);

    /// <summary>From here to the end of the calling method, what it awaits is counted.</summary>
    public static StorageRequests Begin() => Ambient.Value = new StorageRequests();

    /// <summary>Counts one request of the work that is under way here, if any is counted.</summary>
    public static void Add()
    {
        if (Ambient.Value is { } requests)
        {
            Interlocked.Increment(ref requests._count);
        }
    }
}
