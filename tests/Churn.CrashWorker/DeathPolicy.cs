using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;
using Churn.TestSupport.Crashes;

namespace Churn.CrashWorker;

/// <summary>Kills this process with the signal that nothing can catch, right before a request is sent or right after its answer came.</summary>
internal sealed class DeathPolicy(Death? death) : HttpPipelinePolicy
{
    private int _requests;
    private int _dying;

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var call = await NameAsync(message.Request);
        var dies = IsLast(call);
        if (dies && !death!.After)
        {
            Die(call);
        }

        await ProcessNextAsync(message, pipeline);
        if (dies)
        {
            Die(call);
        }
    }

    /// <summary>A step that is no request of storage: it dies before or after it all the same.</summary>
    public async Task StepAsync(string call, Func<Task> step)
    {
        var dies = IsLast(call);
        if (dies && !death!.After)
        {
            Die(call);
        }

        await step();
        if (dies)
        {
            Die(call);
        }
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException("The stores are asynchronous.");

    private bool IsLast(string call)
    {
        if (!StorageCalls.All.Contains(call))
        {
            return false;
        }

        var number = Interlocked.Increment(ref _requests);
        var due = death is not null && number >= death.NotBefore && (call == death.Call || number >= death.AtLatest);
        return due && Interlocked.Exchange(ref _dying, 1) == 0;
    }

    private void Die(string call)
    {
        Console.Out.WriteLine(StorageCalls.Line(call, death!.After));
        Console.Out.Flush();
        System.Diagnostics.Process.GetCurrentProcess().Kill();
        Thread.Sleep(Timeout.Infinite);
    }

    private static async Task<string> NameAsync(Request request)
    {
        using var body = new MemoryStream();
        if (request.Content is not null)
        {
            await request.Content.WriteToAsync(body, CancellationToken.None);
        }

        return StorageCalls.NameOf(request.Method.Method, Uri.UnescapeDataString(request.Uri.ToUri().PathAndQuery), Encoding.UTF8.GetString(body.ToArray()));
    }
}
