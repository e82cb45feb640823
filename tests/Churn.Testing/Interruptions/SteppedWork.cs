namespace Churn.Testing.Interruptions;

/// <summary>
/// Work that stops before each of its store calls until the test lets it go on. If the test never does, the worker is as good as dead: its
/// calls so far took effect, and it makes no further one.
/// </summary>
public sealed class SteppedWork : IStoreCalls
{
    private Task _work = Task.CompletedTask;
    private TaskCompletionSource? _next;

    /// <summary>The number of calls that were made.</summary>
    public int Calls { get; private set; }

    /// <summary>Whether the work has ended.</summary>
    public bool IsDone => _next is null;

    /// <summary>Runs work to its first call.</summary>
    /// <param name="work">The work. It waits for nothing but its store calls.</param>
    public void Start(Func<Task> work)
    {
        _work = work();
        Check();
    }

    /// <summary>Makes the next call, and runs to the one after it or to the end.</summary>
    /// <exception cref="Exception">The exception that the work threw.</exception>
    public void Step()
    {
        var next = _next!;
        _next = null;
        Calls++;
        next.SetResult(); // The continuation runs inside SetResult on purpose.
        Check();
    }

    public Task BeforeAsync(string call)
    {
        _next = new TaskCompletionSource();
        return _next.Task;
    }

    public Task AfterAsync(string call) => Task.CompletedTask;

    private void Check()
    {
        if (_next is not null)
        {
            return;
        }

        if (!_work.IsCompleted)
        {
            throw new InvalidOperationException("The work waits for something other than its store calls.");
        }

        _work.GetAwaiter().GetResult();
    }
}
