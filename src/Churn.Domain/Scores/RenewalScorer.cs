using System.Globalization;
using Churn.Domain.Buyers;
using Churn.Domain.Classification;
using Churn.Statistics.ShiftedBetaGeometric;

namespace Churn.Domain.Scores;

/// <summary>How likely a buyer's contract is renewed when its term ends.</summary>
internal static class RenewalScorer
{
    internal const string Redrawn = "90 %: how unsure the model is, by fitting it to redrawn contracts of the shop.";

    /// <summary>Null: the buyer never had a contract.</summary>
    internal static Score? Score(BuyerFacts facts, Rulebook rulebook, DateOnly asOf)
    {
        if (facts.ContractUntil is not { } until)
        {
            return null;
        }

        var renewal = facts.ContractRenewals + 1;
        var horizon = Math.Max(0, until.DayNumber - asOf.DayNumber);
        var definition = string.Create(CultureInfo.InvariantCulture, $"Probability that the contract is renewed when its term ends on {until:yyyy-MM-dd}: renewal number {renewal}.");
        Score Nothing(string why) => new(null, null, null, null, Rung.Rules, horizon, definition, why);
        if (asOf.DayNumber - until.DayNumber > PurchaseFold.RenewalDays)
        {
            return Nothing("The contract ended and was not renewed.");
        }

        if (rulebook.Model.Contracts is not { } contracts)
        {
            return Nothing("No nightly run has seen contracts yet.");
        }

        double? low = null, high = null;
        if (contracts.Redrawn.Length >= Scorer.FewestRedrawn)
        {
            var redrawn = contracts.Redrawn.Select(one => new ShiftedBetaGeometricModel(new ShiftedBetaGeometricParameters(one.Alpha, one.Beta)).Retention(renewal)).Order().ToArray();
            (low, high) = (Scorer.At(redrawn, 0.05), Scorer.At(redrawn, 0.95));
        }

        return new Score(contracts.ToModel().Retention(renewal), low, high, low is null ? null : Redrawn, contracts.Rung, horizon, definition, null);
    }
}
