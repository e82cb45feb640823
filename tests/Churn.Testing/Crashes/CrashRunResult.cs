namespace Churn.Testing.Crashes;

/// <summary>The result of a crash run.</summary>
/// <param name="Deliveries">Messages put on the queues.</param>
/// <param name="Orders">Different orders among them.</param>
/// <param name="Deaths">How often a worker died at each point.</param>
/// <param name="Poisoned">Messages in the poison queues afterwards.</param>
/// <param name="Waiting">Messages left in the queues.</param>
/// <param name="Differences">Shops whose rows differ from those of the undisturbed run, and other faults.</param>
/// <param name="Buyers">Rows of buyers in the undisturbed run.</param>
public sealed record CrashRunResult(
    int Deliveries,
    int Orders,
    IReadOnlyDictionary<string, int> Deaths,
    int Poisoned,
    int Waiting,
    IReadOnlyList<string> Differences,
    int Buyers)
{
    public int Kills => Deaths.Values.Sum();

    /// <summary>The points before and after storage calls at which no worker died.</summary>
    public IEnumerable<string> Missed => StorageCalls.All
        .SelectMany(call => (string[])[$"before {call}", $"after {call}"])
        .Where(point => !Deaths.ContainsKey(point));
}
