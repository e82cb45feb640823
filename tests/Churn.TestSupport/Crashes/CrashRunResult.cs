namespace Churn.TestSupport.Crashes;

/// <summary>What a crash run came to.</summary>
/// <param name="Deliveries">Messages put on the queues.</param>
/// <param name="Orders">Different orders among them.</param>
/// <param name="Deaths">Point of death to how often.</param>
/// <param name="Poisoned">Messages in the poison queues afterwards.</param>
/// <param name="Waiting">Messages left in the queues.</param>
/// <param name="Differences">Shops whose rows are not those of the undisturbed run, and what else does not hold.</param>
/// <param name="Buyers">Rows of buyers in the undisturbed run.</param>
public sealed record CrashRunResult(
    int Deliveries, int Orders, IReadOnlyDictionary<string, int> Deaths, int Poisoned, int Waiting, IReadOnlyList<string> Differences, int Buyers)
{
    public int Kills => Deaths.Values.Sum();

    /// <summary>Points between storage calls at which no worker died.</summary>
    public IEnumerable<string> Missed => StorageCalls.All.SelectMany(call => (string[])[$"before {call}", $"after {call}"]).Where(point => !Deaths.ContainsKey(point));
}
