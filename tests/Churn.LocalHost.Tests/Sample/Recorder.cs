using System.Threading.Channels;

namespace Churn.LocalHost.Tests.Sample;

/// <summary>Keeps what the sample functions received, in sequence, and says how they have to behave.</summary>
public sealed class Recorder
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Channel<object> _seen = Channel.CreateUnbounded<object>();

    /// <summary>Is called for each message before it is recorded.</summary>
    public Func<object, CancellationToken, Task> Behave { get; set; } = (_, _) => Task.CompletedTask;

    public bool IsEmpty => !_seen.Reader.TryPeek(out _);

    public async Task SeeAsync(object thing, CancellationToken cancellationToken)
    {
        _seen.Writer.TryWrite(thing);
        await Behave(thing, cancellationToken);
    }

    public async Task<object> NextAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        return await _seen.Reader.ReadAsync(limit.Token);
    }

    public int Count()
    {
        var count = 0;
        while (_seen.Reader.TryRead(out _))
            count++;
        return count;
    }
}
