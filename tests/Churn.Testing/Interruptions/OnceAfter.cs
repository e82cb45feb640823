namespace Churn.Testing.Interruptions;

/// <summary>Lets something happen once, right after a call of the given name took effect.</summary>
public sealed class OnceAfter(string name, Func<Task> happen) : IStoreCalls
{
    public bool Happened { get; private set; }

    public Task BeforeAsync(string call) => Task.CompletedTask;

    public async Task AfterAsync(string call)
    {
        if (call == name && !Happened)
        {
            Happened = true;
            await happen();
        }
    }
}
