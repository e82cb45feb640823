namespace Churn.Testing.Interruptions;

/// <summary>Dies once, at a given call: before the call is made, or after it took effect and before its caller gets the answer.</summary>
/// <param name="at">The number of the call, counted from 1.</param>
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

/// <summary>Stands for the death of the process. Only the test may catch it.</summary>
public sealed class CrashedException(string message) : Exception(message);
