using Churn.Statistics.Uplift;

namespace Churn.Statistics.Tests.Uplift;

internal static class SimulatedTrials
{
    internal static TwoArmTrial Draw(Random random, int treated, double treatedRate, int heldOut, double heldOutRate) =>
        new(Arm(random, treated, treatedRate), Arm(random, heldOut, heldOutRate));

    private static Proportion Arm(Random random, int trials, double rate)
    {
        var successes = 0;
        for (var i = 0; i < trials; i++)
        {
            successes += random.NextDouble() < rate ? 1 : 0;
        }

        return new Proportion(successes, trials);
    }
}
