using Churn.Domain.Telemetry;

namespace Churn.Storage.Memory;

/// <summary>How a client in memory is called: counted as a request, ended at once, and failed by its task as the real one is.</summary>
internal static class MemoryCall
{
    public static Task<T> RunAsync<T>(Func<T> answer, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancellationToken);
        }

        StorageRequests.Add();
        try
        {
            return Task.FromResult(answer());
        }
        catch (Exception failure)
        {
            return Task.FromException<T>(failure);
        }
    }
}
