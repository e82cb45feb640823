namespace Churn.TestSupport.Interruptions;

/// <summary>
/// Runs several workers on one thread, one step at a time; whose turn is next is drawn from a seed, so that an interleaving that fails can be
/// had again. Workers must wait for nothing but their turns.
/// </summary>
/// <param name="random">Draws whose turn it is.</param>
/// <param name="limit">Turns after which the workers are taken to run in circles.</param>
public sealed class TurnScheduler(Random random, int limit)
{
    private readonly List<TaskCompletionSource> _waiting = [];

    public int Turns { get; private set; }

    /// <summary>Ends when it is the caller's turn.</summary>
    public Task TurnAsync()
    {
        // Continuations run inside SetResult on purpose: whoever is given the turn has used it up when SetResult returns.
        var turn = new TaskCompletionSource();
        _waiting.Add(turn);
        return turn.Task;
    }

    /// <exception cref="InvalidOperationException">The workers run in circles, or one waits for something else than its turn.</exception>
    public Task RunAsync(IEnumerable<Func<Task>> workers) => Task.Run(() =>
    {
        var all = Task.WhenAll(workers.Select(work => work()).ToArray());
        while (_waiting.Count > 0)
        {
            if (++Turns > limit)
            {
                throw new InvalidOperationException($"After {limit} turns the workers are still at it.");
            }

            var next = random.Next(_waiting.Count);
            var turn = _waiting[next];
            _waiting.RemoveAt(next);
            turn.SetResult();
        }

        return all.IsCompleted ? all : throw new InvalidOperationException("A worker waits for something else than its turn.");
    });
}
