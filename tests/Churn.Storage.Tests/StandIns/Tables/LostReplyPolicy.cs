using Azure.Core;
using Azure.Core.Pipeline;

namespace Churn.Storage.Tests.StandIns.Tables;

/// <summary>Lets the first request through to the service and loses its reply, as a broken connection would.</summary>
internal sealed class LostReplyPolicy : HttpPipelinePolicy
{
    private int _tries;

    public int Tries => Volatile.Read(ref _tries);

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        ProcessNext(message, pipeline);
        LoseTheFirst();
    }

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        await ProcessNextAsync(message, pipeline);
        LoseTheFirst();
    }

    private void LoseTheFirst()
    {
        if (Interlocked.Increment(ref _tries) == 1) throw new IOException("The reply was lost.");
    }
}
