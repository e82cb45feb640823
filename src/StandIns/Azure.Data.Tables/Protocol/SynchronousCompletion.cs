namespace Azure.Data.Tables.Protocol;

/// <summary>Takes the result of a call that ran without going asynchronous.</summary>
internal static class SynchronousCompletion
{
    public static T Completed<T>(this ValueTask<T> task) => task.IsCompleted
        ? task.GetAwaiter().GetResult()
        : throw new InvalidOperationException("A synchronous call went asynchronous.");
}
