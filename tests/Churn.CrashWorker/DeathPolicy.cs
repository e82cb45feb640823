using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;
using Churn.Testing.Crashes;

namespace Churn.CrashWorker;

/// <summary>
/// Kills this process with the signal that no process can catch, either right before a request is sent or right after its answer came.
/// </summary>
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

    /// <summary>Runs a step that sends no storage request. The process can die before or after it all the same.</summary>
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

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("The stores use only asynchronous requests.");

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

        var path = Uri.UnescapeDataString(request.Uri.ToUri().PathAndQuery);
        return StorageCalls.NameOf(request.Method.Method, path, Encoding.UTF8.GetString(body.ToArray()));
    }
}
