namespace Churn.Testing.Interruptions;

/// <summary>
/// Runs workers that take different tasks off one list. Each store call is a turn drawn by chance. A task whose worker died is done again.
/// </summary>
public static class InterleavedTasks
{
    private const int TurnsEach = 4_000;

    /// <param name="tasks">The tasks. Each may be done any number of times.</param>
    /// <param name="workers">The number of workers at a time.</param>
    /// <param name="crashRate">The share of calls that are the worker's last, 0 to 1.</param>
    /// <param name="random">Draws turns and deaths.</param>
    /// <returns>How often a worker died.</returns>
    public static async Task<int> RunAsync(IEnumerable<Func<IStoreCalls, Task>> tasks, int workers, double crashRate, Random random)
    {
        var list = new List<Func<IStoreCalls, Task>>(tasks);
        var turns = new TurnScheduler(random, TurnsEach * (list.Count + 1));
        var calls = new TurnsAndCrashes(turns, random, crashRate);
        var crashes = 0;
        while (list.Count > 0)
        {
            await turns.RunAsync(Enumerable.Repeat(WorkAsync, workers));
        }

        return crashes;

        async Task WorkAsync()
        {
            while (list.Count > 0)
            {
                var task = list[0];
                list.RemoveAt(0);
                try
                {
                    await task(calls);
                }
                catch (CrashedException)
                {
                    crashes++;
                    list.Insert(random.Next(list.Count + 1), task);
                }
            }
        }
    }
}
