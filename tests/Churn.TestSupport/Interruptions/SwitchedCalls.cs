namespace Churn.TestSupport.Interruptions;

/// <summary>Tells another observer from moment to moment, so that stores that live on can be interrupted at one piece of work and not at the next.</summary>
public sealed class SwitchedCalls : IStoreCalls
{
    public IStoreCalls Current { get; set; } = new CrashAtCall(int.MaxValue, after: false);

    public Task BeforeAsync(string call) => Current.BeforeAsync(call);

    public Task AfterAsync(string call) => Current.AfterAsync(call);
}
