using System.Globalization;
using Churn.Domain.Labels.Scores;
using Churn.Statistics.Scoring;

namespace Churn.Testing.Builders;

/// <summary>Makes models as a nightly run leaves them.</summary>
public static class AModel
{
    /// <summary>Returns a model with CDNOW's MBG/NBD parameters, in days (docs/model.md), and a spend of 35.00 per purchase day.</summary>
    public static ShopModel Fitted(string learnedOn) => new()
    {
        Version = learnedOn,
        Tier = ModelTier.Fitted,
        Why = "Converged, and better than the baselines.",
        LearnedOn = DateOnly.Parse(learnedOn, CultureInfo.InvariantCulture),
        FittedOn = DateOnly.Parse(learnedOn, CultureInfo.InvariantCulture),
        Buyers = 2357,
        RepeatBuyers = 1139,
        Purchases = new PurchaseParameters(0.525, 43.2, 0.891, 1.614),
        Redrawn = [new PurchaseParameters(0.5, 41, 0.85, 1.6), new PurchaseParameters(0.55, 45, 0.93, 1.63)],
        Spend = new SpendParameters(6.25, 3.74, 1544),
        Gaps = new GapFacts(3000, 40, 160, 4.5),
        SecondOrder = new SecondOrderFacts(1139, 14, 20, 0.004, 0.4),
        ClientValues = [.. Enumerable.Range(0, 101).Select(i => (long)i * 100)],
        VipValue = 4_200,
        Scorecard = new ModelScorecard
        {
            Choice = MethodChoice.Model,
            Criteria = [new ScorecardCriterion("log-loss", 0.5, 0.51, null, true)],
            Buyers = 2357,
            Ordered = 700,
            LeftOut = 0,
            CalibrationDays = 273,
            HoldoutDays = 90,
            IsShorterThanAYear = true,
        },
    };
}
