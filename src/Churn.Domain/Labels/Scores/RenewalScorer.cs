using System.Globalization;
using Churn.Domain.Buyers;
using Churn.Statistics.Models.ShiftedBetaGeometric;

namespace Churn.Domain.Labels.Scores;

/// <summary>Predicts how likely a buyer's contract is renewed when its term ends.</summary>
internal static class RenewalScorer
{
    internal const string Redrawn = "90 %: the model's uncertainty, from fits to resampled contracts of the shop.";

    /// <summary>Returns null if the buyer never had a contract.</summary>
    internal static Score? Score(BuyerFacts facts, Rulebook rulebook, DateOnly asOf)
    {
        if (facts.ContractUntil is not { } until)
        {
            return null;
        }

        var renewal = facts.ContractRenewals + 1;
        var horizon = Math.Max(0, until.DayNumber - asOf.DayNumber);
        var definition = string.Create(
            CultureInfo.InvariantCulture,
            $"Probability that the contract is renewed when its term ends on {until:yyyy-MM-dd}: renewal number {renewal}.");
        Score Nothing(string why) => new(null, null, null, null, ModelTier.Rules, horizon, definition, why);
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
            var redrawn = contracts.Redrawn
                .Select(one => new ShiftedBetaGeometricModel(new ShiftedBetaGeometricParameters(one.Alpha, one.Beta)).Retention(renewal))
                .Order()
                .ToArray();
            (low, high) = (Scorer.At(redrawn, 0.05), Scorer.At(redrawn, 0.95));
        }

        var retention = contracts.ToModel().Retention(renewal);
        return new Score(retention, low, high, low is null ? null : Redrawn, contracts.Tier, horizon, definition, null);
    }
}
