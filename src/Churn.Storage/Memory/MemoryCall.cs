using Churn.Domain.Telemetry;

namespace Churn.Storage.Memory;

/// <summary>
/// Runs a call of an in-memory client: counts it as a request, completes at once, and fails through its task like the real client.
/// </summary>
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
