namespace Churn.Testing.Interruptions;

/// <summary>
/// Runs several workers, one step at a time. A seed decides whose turn is next, so that an interleaving that fails can be repeated.
/// </summary>
/// <param name="random">Draws whose turn it is.</param>
/// <param name="limit">The number of turns after which the workers are taken to run in circles.</param>
public sealed class TurnScheduler(Random random, int limit)
{
    private static readonly TimeSpan LongestTurn = TimeSpan.FromMinutes(1);

    private readonly List<TaskCompletionSource> _waiting = [];
    private TaskCompletionSource _turnEnds = new();

    public int Turns { get; private set; }

    /// <summary>Returns a task that ends when it is the caller's turn.</summary>
    public Task TurnAsync()
    {
        var turn = new TaskCompletionSource();
        _waiting.Add(turn);
        _turnEnds.TrySetResult();
        return turn.Task;
    }

    /// <exception cref="InvalidOperationException">The workers run in circles.</exception>
    /// <exception cref="TimeoutException">A worker waits for something that does not come.</exception>
    public Task RunAsync(IEnumerable<Func<Task>> workers) => Task.Run(async () =>
    {
        var all = new List<Task>();
        foreach (var work in workers)
        {
            await TakeTurnAsync(() => all.Add(WorkAsync(work)));
        }

        while (_waiting.Count > 0)
        {
            if (++Turns > limit)
            {
                throw new InvalidOperationException($"After {limit} turns the workers have not finished.");
            }

            var next = random.Next(_waiting.Count);
            var turn = _waiting[next];
            _waiting.RemoveAt(next);
            await TakeTurnAsync(turn.SetResult);
        }

        await Task.WhenAll(all);
    });

    // One worker runs at a time. Its turn ends when it asks for another turn, or when it ends.
    private async Task TakeTurnAsync(Action begin)
    {
        _turnEnds = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        begin();
        await _turnEnds.Task.WaitAsync(LongestTurn);
    }

    private async Task WorkAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        finally
        {
            _turnEnds.TrySetResult();
        }
    }
}
