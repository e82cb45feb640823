namespace Churn.Statistics.Uplift;

/// <summary>
/// A seeded random generator without allocation or lock, with the same numbers on every machine and runtime: G. L. Steele, D. Lea and
/// C. H. Flood (2014), "Fast splittable pseudorandom number generators", OOPSLA. The three constants are from that paper.
/// </summary>
internal struct SplitMix64(ulong seed)
{
    private ulong _state = seed;

    internal ulong Next()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>Returns a number from 0 to below <paramref name="bound"/>, by multiplication. The bias is below bound / 2^64.</summary>
    internal int Next(int bound) => (int)Math.BigMul(Next(), (ulong)bound, out _);
}
