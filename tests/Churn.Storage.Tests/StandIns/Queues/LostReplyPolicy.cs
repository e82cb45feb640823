using Azure.Core;
using Azure.Core.Pipeline;

namespace Churn.Storage.Tests.StandIns.Queues;

/// <summary>Lets the first request of a method through to the service and loses the reply, as a broken connection would.</summary>
internal sealed class LostReplyPolicy(RequestMethod method) : HttpPipelinePolicy
{
    private int _left = 1;

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        ProcessNext(message, pipeline);
        LoseOnce(message);
    }

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        await ProcessNextAsync(message, pipeline);
        LoseOnce(message);
    }

    private void LoseOnce(HttpMessage message)
    {
        if (message.Request.Method == method && Interlocked.Decrement(ref _left) >= 0) throw new IOException("The reply was lost.");
    }
}
