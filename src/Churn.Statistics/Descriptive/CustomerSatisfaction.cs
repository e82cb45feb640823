using Churn.Statistics.Uplift;

namespace Churn.Statistics.Descriptive;

/// <summary>Customer satisfaction (CSAT): the share of answers in the two best boxes of the scale.</summary>
/// <param name="Satisfied">Answers in the two best boxes, out of all answers.</param>
public readonly record struct CustomerSatisfaction(Proportion Satisfied)
{
    /// <summary>Share of satisfied buyers, 0 to 1; null without answers.</summary>
    public double? Share => Satisfied.Rate;

    /// <summary>Counts answers.</summary>
    /// <param name="answers">Each 1 to <paramref name="best"/>.</param>
    /// <param name="best">Best answer of the scale, 3 to 10; usually 5.</param>
    public static CustomerSatisfaction Of(ReadOnlySpan<int> answers, int best = 5)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(best, 3);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(best, 10);
        var satisfied = 0;
        foreach (var answer in answers)
        {
            if (answer < 1 || answer > best)
            {
                throw new ArgumentOutOfRangeException(nameof(answers), answer, $"An answer is 1 to {best}.");
            }

            satisfied += answer >= best - 1 ? 1 : 0;
        }

        return new CustomerSatisfaction(new Proportion(satisfied, answers.Length));
    }

    /// <summary>Wilson interval of <see cref="Share"/>; null without answers.</summary>
    /// <param name="level">Two-sided level, above 0 and below 1.</param>
    public ConfidenceInterval? Interval(double level = 0.95) => WilsonInterval.For(Satisfied, level);
}
