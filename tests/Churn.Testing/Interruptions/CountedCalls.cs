namespace Churn.Testing.Interruptions;

/// <summary>Counts store calls, and keeps their names in the sequence in which they were made.</summary>
public sealed class CountedCalls : IStoreCalls
{
    private readonly List<string> _calls = [];

    public IReadOnlyList<string> Calls => _calls;

    /// <summary>Forgets the calls so far.</summary>
    public void Clear() => _calls.Clear();

    public Task BeforeAsync(string call)
    {
        _calls.Add(call);
        return Task.CompletedTask;
    }

    public Task AfterAsync(string call) => Task.CompletedTask;
}
