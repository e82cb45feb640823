namespace Churn.TestSupport.Interruptions;

/// <summary>Lets something happen once, right before a given call: by going through all calls, everywhere it can fall.</summary>
/// <param name="at">Counted from 1.</param>
/// <param name="happen">What; runs to its end before the call is made.</param>
public sealed class HappensAtCall(int at, Func<Task> happen) : IStoreCalls
{
    private int _calls;

    /// <summary>False: there were fewer calls.</summary>
    public bool Happened { get; private set; }

    public async Task BeforeAsync(string call)
    {
        if (Interlocked.Increment(ref _calls) == at)
        {
            Happened = true;
            await happen();
        }
    }

    public Task AfterAsync(string call) => Task.CompletedTask;
}
