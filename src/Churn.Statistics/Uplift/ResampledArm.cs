namespace Churn.Statistics.Uplift;

/// <summary>One arm's amounts, or the sums of random blocks of them, for drawing with replacement.</summary>
internal sealed class ResampledArm
{
    private const int MostBlocks = 2048;
    private const long LargestAmount = 1_000_000_000_000_000;

    private readonly double[] _sums;
    private readonly int[]? _sizes;
    private readonly int _buyers;

    private ResampledArm(double[] sums, int[]? sizes, int buyers, double mean, bool varies)
    {
        _sums = sums;
        _sizes = sizes;
        _buyers = buyers;
        Mean = mean;
        Varies = varies;
    }

    internal double Mean { get; }

    internal bool Varies { get; }

    internal static ResampledArm From(ReadOnlySpan<long> amounts, ref SplitMix64 random, string name)
    {
        if (amounts.IsEmpty)
        {
            throw new ArgumentException("There must be at least one buyer.", name);
        }

        Int128 sum = 0;
        var varies = false;
        foreach (var amount in amounts)
        {
            if (amount is < -LargestAmount or > LargestAmount)
            {
                throw new ArgumentOutOfRangeException(name, "Amounts lie between -10^15 and 10^15.");
            }

            sum += amount;
            varies |= amount != amounts[0];
        }

        var mean = (double)sum / amounts.Length;
        if (amounts.Length <= MostBlocks)
        {
            return new ResampledArm(Singles(amounts), null, amounts.Length, mean, varies);
        }

        var (sums, sizes) = RandomBlocks(amounts, ref random);
        return new ResampledArm(sums, sizes, amounts.Length, mean, varies);
    }

    /// <summary>
    /// Draws a resample and returns its mean. Blocks differ by one buyer in size, so for blocks it is a ratio of sums,
    /// centred on the arm's mean.
    /// </summary>
    internal double DrawMean(ref SplitMix64 random)
    {
        double sum = 0;
        if (_sizes is null)
        {
            for (var i = 0; i < _sums.Length; i++)
            {
                sum += _sums[random.Next(_sums.Length)];
            }

            return sum / _sums.Length;
        }

        long size = 0;
        for (var i = 0; i < _sums.Length; i++)
        {
            var drawn = random.Next(_sums.Length);
            sum += _sums[drawn];
            size += _sizes[drawn];
        }

        return sum / size;
    }

    /// <summary>
    /// Returns the sums of the third and second powers of the values' influence on the mean, which give the acceleration of BCa.
    /// </summary>
    internal (double Cubes, double Squares) Influence()
    {
        double cubes = 0, squares = 0;
        for (var i = 0; i < _sums.Length; i++)
        {
            var influence = (_sums[i] - (Mean * (_sizes?[i] ?? 1))) / _buyers;
            cubes += influence * influence * influence;
            squares += influence * influence;
        }

        return (cubes, squares);
    }

    private static double[] Singles(ReadOnlySpan<long> amounts)
    {
        var singles = new double[amounts.Length];
        for (var i = 0; i < singles.Length; i++)
        {
            singles[i] = amounts[i];
        }

        return singles;
    }

    /// <summary>
    /// Splits a shuffled copy of the amounts into blocks. Blocks must be random, because buyers are often sorted.
    /// </summary>
    private static (double[] Sums, int[] Sizes) RandomBlocks(ReadOnlySpan<long> amounts, ref SplitMix64 random)
    {
        var shuffled = amounts.ToArray();
        for (var i = shuffled.Length - 1; i > 0; i--)
        {
            var j = random.Next(i + 1);
            (shuffled[i], shuffled[j]) = (shuffled[j], shuffled[i]);
        }

        var (sums, sizes) = (new double[MostBlocks], new int[MostBlocks]);
        for (var b = 0; b < MostBlocks; b++)
        {
            var start = (int)((long)shuffled.Length * b / MostBlocks);
            var end = (int)((long)shuffled.Length * (b + 1) / MostBlocks);
            sizes[b] = end - start;
            for (var i = start; i < end; i++)
            {
                sums[b] += shuffled[i];
            }
        }

        return (sums, sizes);
    }
}
