using Churn.Statistics.Histories;

namespace Churn.Domain.Scores;

/// <summary>Horizons and rates that every score names.</summary>
public static class ScoreTerms
{
    /// <summary>Churn is no order for so long, days.</summary>
    public const int NoOrderDays = 90;

    /// <summary>Orders and value are predicted so far ahead, days.</summary>
    public const int HorizonDays = 365;

    /// <summary>What a year's wait takes off a value: a usual cost of capital.</summary>
    public const double AnnualDiscountRate = 0.1;

    internal static Period NoOrder { get; } = Period.Days(NoOrderDays);

    internal static Period Horizon { get; } = Period.Days(HorizonDays);
}
