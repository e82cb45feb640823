using System.Runtime.CompilerServices;
using Azure.Core.Pipeline;
using Azure.Storage.Queues;
using Churn.TestSupport.Azurite;

namespace Churn.Storage.Tests.StandIns.Queues;

/// <summary>Makes empty queues of distinct names, and clients that retry without the usual delay.</summary>
internal static class QueueLab
{
    private static int _count;

    public static QueueClientOptions Options(QueueMessageEncoding encoding = QueueMessageEncoding.None, params HttpPipelinePolicy[] perRetry)
    {
        var options = new QueueClientOptions { MessageEncoding = encoding };
        options.Retry.Delay = TimeSpan.Zero;
        options.Retry.MaxDelay = TimeSpan.Zero;
        foreach (HttpPipelinePolicy policy in perRetry) options.AddPolicy(policy, Azure.Core.HttpPipelinePosition.PerRetry);
        return options;
    }

    public static string NewName([CallerMemberName] string test = "")
    {
        string words = new([.. test.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit).Take(40)]);
        return $"{words}-{Interlocked.Increment(ref _count)}";
    }

    public static async Task<QueueClient> CreateAsync(AzuriteFixture azurite, QueueClientOptions? options = null, [CallerMemberName] string test = "")
    {
        var queue = new QueueClient(azurite.ConnectionString, NewName(test), options ?? Options());
        await queue.CreateAsync();
        return queue;
    }

    /// <summary>Asks again until the service's own clock has moved far enough; gives up after a number of asks that takes far longer.</summary>
    public static async Task<T> AskUntilAsync<T>(Func<Task<T>> ask, Func<T, bool> enough)
    {
        const int limit = 30_000;
        for (int i = 0; i < limit; i++)
        {
            T answer = await ask();
            if (enough(answer)) return answer;
        }

        throw new InvalidOperationException($"Still not so after {limit} asks.");
    }
}
