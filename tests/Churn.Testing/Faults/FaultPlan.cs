namespace Churn.Testing.Faults;

/// <summary>Draws from a seed which requests get a fault, and which fault.</summary>
/// <param name="seed">The seed. With concurrent requests it fixes the sequence of the draws, but not which requests they hit.</param>
/// <param name="rate">The share of requests that get a fault, 0 to 1.</param>
public sealed class FaultPlan(int seed, double rate)
{
    private static readonly FaultKind[] Kinds = Enum.GetValues<FaultKind>();

    private readonly Random _random = new(seed);
    private readonly Lock _gate = new();
    private readonly int[] _met = new int[Kinds.Length];

    public int Seed => seed;

    public int Requests { get; private set; }

    public IReadOnlyDictionary<FaultKind, int> Met
    {
        get
        {
            lock (_gate)
            {
                return Kinds.ToDictionary(kind => kind, kind => _met[(int)kind]);
            }
        }
    }

    /// <summary>Returns the fault of the next request, or null, and how long a late answer waits.</summary>
    public (FaultKind? Fault, TimeSpan Delay) Next()
    {
        lock (_gate)
        {
            Requests++;
            if (_random.NextDouble() >= rate)
            {
                return (null, TimeSpan.Zero);
            }

            var kind = Kinds[_random.Next(Kinds.Length)];
            _met[(int)kind]++;
            return (kind, TimeSpan.FromMilliseconds(_random.Next(20, 300)));
        }
    }
}
