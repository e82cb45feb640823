namespace Azure.Storage.Queues.Rest;

internal static class SyncCall
{
    /// <summary>The result of a call that was made with async: false and so has ended by now; never waits.</summary>
    public static T Completed<T>(this Task<T> task) =>
        task.IsCompleted ? task.GetAwaiter().GetResult() : throw new InvalidOperationException("A synchronous call went on asynchronously.");
}
