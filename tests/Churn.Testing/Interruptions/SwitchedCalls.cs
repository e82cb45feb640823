namespace Churn.Testing.Interruptions;

/// <summary>
/// Passes calls on to an observer that a test can exchange. So stores that live longer can be interrupted during one piece of work and not
/// during the next.
/// </summary>
public sealed class SwitchedCalls : IStoreCalls
{
    public IStoreCalls Current { get; set; } = new CrashAtCall(int.MaxValue, after: false);

    public Task BeforeAsync(string call) => Current.BeforeAsync(call);

    public Task AfterAsync(string call) => Current.AfterAsync(call);
}
