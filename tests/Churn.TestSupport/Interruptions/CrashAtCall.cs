namespace Churn.TestSupport.Interruptions;

/// <summary>Dies once, at a given call: before it is made, or after it took effect and before anybody hears of it.</summary>
/// <param name="at">Counted from 1.</param>
/// <param name="after">Whether the call takes effect.</param>
public sealed class CrashAtCall(int at, bool after) : IStoreCalls
{
    public int Calls { get; private set; }

    public Task BeforeAsync(string call)
    {
        Calls++;
        return !after && Calls == at ? throw new CrashedException($"before call {at}, {call}") : Task.CompletedTask;
    }

    public Task AfterAsync(string call) =>
        after && Calls == at ? throw new CrashedException($"after call {at}, {call}") : Task.CompletedTask;
}
