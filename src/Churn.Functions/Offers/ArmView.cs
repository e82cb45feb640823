using Churn.Statistics.Uplift;

namespace Churn.Functions.Offers;

/// <summary>One arm of a trial: buyers, those of them who bought in the window, and the net value of what they bought, minor units.</summary>
public sealed record ArmView(int Buyers, int Bought, long Value)
{
    public static ArmView Of(Proportion bought, IEnumerable<long> values) => new(bought.Trials, bought.Successes, values.Sum());
}
