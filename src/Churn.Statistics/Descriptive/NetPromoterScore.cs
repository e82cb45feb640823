using Churn.Statistics.Uplift;

namespace Churn.Statistics.Descriptive;

/// <summary>
/// Net promoter score: 100 · (answers 9–10 minus answers 0–6) / answers (F. F. Reichheld 2003). The interval is the score interval of
/// a difference of two multinomial shares, which is the same as that of paired proportions: T. Tango (1998), Statistics in Medicine 17,
/// 891–908.
/// </summary>
public readonly record struct NetPromoterScore
{
    /// <summary>With fewer answers than this, the score should be shown only with its interval.</summary>
    public const int EnoughAnswers = 30;

    /// <param name="promoters">Answers 9 and 10; 0 or more.</param>
    /// <param name="passives">Answers 7 and 8; 0 or more.</param>
    /// <param name="detractors">Answers 0 to 6; 0 or more. All three together at most 2,147,483,647.</param>
    public NetPromoterScore(int promoters, int passives, int detractors)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(promoters);
        ArgumentOutOfRangeException.ThrowIfNegative(passives);
        ArgumentOutOfRangeException.ThrowIfNegative(detractors);
        if ((long)promoters + passives + detractors > int.MaxValue)
        {
            throw new ArgumentOutOfRangeException(nameof(detractors), detractors, "Too many answers in all.");
        }

        Promoters = promoters;
        Passives = passives;
        Detractors = detractors;
    }

    /// <summary>Answers 9 and 10.</summary>
    public int Promoters { get; }

    /// <summary>Answers 7 and 8.</summary>
    public int Passives { get; }

    /// <summary>Answers 0 to 6.</summary>
    public int Detractors { get; }

    /// <summary>Number of all answers.</summary>
    public int Answers => Promoters + Passives + Detractors;

    /// <summary>The score, −100 to 100; null without answers.</summary>
    public double? Score => Answers == 0 ? null : 100.0 * ((double)Promoters - Detractors) / Answers;

    /// <summary>Whether there are too few answers to show the score alone.</summary>
    public bool NeedsInterval => Answers < EnoughAnswers;

    /// <summary>Counts answers.</summary>
    /// <param name="answers">Each 0 to 10.</param>
    public static NetPromoterScore Of(ReadOnlySpan<int> answers)
    {
        int promoters = 0, detractors = 0;
        foreach (var answer in answers)
        {
            if (answer is < 0 or > 10)
            {
                throw new ArgumentOutOfRangeException(nameof(answers), answer, "An answer is 0 to 10.");
            }

            promoters += answer >= 9 ? 1 : 0;
            detractors += answer <= 6 ? 1 : 0;
        }

        return new NetPromoterScore(promoters, answers.Length - promoters - detractors, detractors);
    }

    /// <summary>Returns the interval of <see cref="Score"/>, within −100 and 100; null without answers.</summary>
    /// <param name="level">Two-sided level, above 0 and below 1.</param>
    public ConfidenceInterval? Interval(double level = 0.95)
    {
        var z = NormalQuantile.TwoSided(level);
        if (Answers == 0)
        {
            return null;
        }

        // The lower limit is the upper limit with promoters and detractors exchanged.
        var upper = UpperLimit(Promoters, Detractors, Answers, z);
        var lower = -UpperLimit(Detractors, Promoters, Answers, z);
        return new ConfidenceInterval(100 * lower, 100 * upper, level);
    }

    private static double UpperLimit(double plus, double minus, double n, double z)
    {
        double low = (plus - minus) / n, high = 1;
        for (var step = 0; step < 60; step++)
        {
            var middle = (low + high) / 2;
            (low, high) = StandardScore(plus, minus, n, middle) > -z ? (middle, high) : (low, middle);
        }

        return high;
    }

    /// <summary>Tango's statistic of the hypothesis that the true difference is <paramref name="delta"/>, above the observed one.</summary>
    private static double StandardScore(double plus, double minus, double n, double delta)
    {
        // The share of "minus" most likely under the hypothesis: the larger root of 2n·q² + b·q − minus·δ(1 − δ).
        var b = -plus - minus + (((2 * n) - plus + minus) * delta);
        var c = -minus * delta * (1 - delta);
        var q = (Math.Sqrt(Math.Max(0, (b * b) - (8 * n * c))) - b) / (4 * n);
        var variance = n * ((2 * q) + (delta * (1 - delta)));
        var gap = plus - minus - (n * delta);
        return gap >= 0 ? 0 : variance <= 0 ? double.NegativeInfinity : gap / Math.Sqrt(variance);
    }
}
