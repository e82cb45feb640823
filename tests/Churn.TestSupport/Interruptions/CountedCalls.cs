namespace Churn.TestSupport.Interruptions;

/// <summary>Counts store calls, and keeps their names in the order they were made.</summary>
public sealed class CountedCalls : IStoreCalls
{
    private readonly List<string> _calls = [];

    public IReadOnlyList<string> Calls => _calls;

    /// <summary>Begins again.</summary>
    public void Clear() => _calls.Clear();

    public Task BeforeAsync(string call)
    {
        _calls.Add(call);
        return Task.CompletedTask;
    }

    public Task AfterAsync(string call) => Task.CompletedTask;
}
