namespace Churn.Testing.Interruptions;

/// <summary>Makes every store call a turn of its own, and lets the worker die at some calls, before or after they took effect.</summary>
/// <param name="turns">Gives the turns.</param>
/// <param name="random">Draws the deaths.</param>
/// <param name="crashRate">The share of calls that are the worker's last, 0 to 1.</param>
public sealed class TurnsAndCrashes(TurnScheduler turns, Random random, double crashRate) : IStoreCalls
{
    /// <summary>Whether the worker may die at its current work.</summary>
    public bool MayDie { get; set; } = true;

    public async Task BeforeAsync(string call)
    {
        await turns.TurnAsync();
        DieOrNot("before", call);
    }

    public Task AfterAsync(string call)
    {
        DieOrNot("after", call);
        return Task.CompletedTask;
    }

    private void DieOrNot(string when, string call)
    {
        if (MayDie && random.NextDouble() < crashRate / 2)
        {
            throw new CrashedException($"{when} {call}");
        }
    }
}
