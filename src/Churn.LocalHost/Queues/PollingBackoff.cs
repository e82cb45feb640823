namespace Churn.LocalHost.Queues;

/// <summary>
/// How long to wait after a queue was found empty. The wait doubles each time, with a random spread so that listeners
/// do not poll at the same time.
/// </summary>
internal sealed class PollingBackoff(TimeSpan longest, Random random)
{
    private const double Spread = 0.2;

    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);

    private int _emptyPolls;

    public void Reset() => _emptyPolls = 0;

    public TimeSpan Next()
    {
        var factor = Math.Pow(2, _emptyPolls) * (1 - Spread + (2 * Spread * random.NextDouble()));
        var wait = Shortest * factor;
        if (wait >= longest)
            return longest;

        _emptyPolls++;
        return wait < Shortest ? Shortest : wait;
    }
}
