namespace Churn.Testing.Interruptions;

/// <summary>
/// Lets something happen once, right before a given call. A test that goes through all calls tries every moment at which it can happen.
/// </summary>
/// <param name="at">The number of the call, counted from 1.</param>
/// <param name="happen">What happens. It ends before the call is made.</param>
public sealed class HappensAtCall(int at, Func<Task> happen) : IStoreCalls
{
    private int _calls;

    /// <summary>Whether it happened; false if there were fewer calls.</summary>
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
