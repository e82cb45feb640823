using System.Collections.Immutable;
using Churn.Domain.Labels.Scores;
using Churn.Statistics.Fitting;
using Churn.Statistics.Models.ShiftedBetaGeometric;

namespace Churn.Domain.Nightly;

/// <summary>
/// Learns how likely a shop's contracts are renewed. The end of a contract is seen, unlike the loss of a buyer without one. So no baseline
/// has to be beaten, and the tier depends only on how many contracts ended.
/// </summary>
internal static class ContractLearner
{
    internal const int FewestContracts = 50;
    internal const int FewestEnded = 10;

    /// <summary>Learns from the contracts of a run. Returns what stood so far if there are none, or if no fit is usable.</summary>
    internal static ContractParameters? Learn(ContractTally tally, ContractParameters? last, DateOnly date)
    {
        var (contracts, ended) = (tally.Contracts, tally.EndedContracts);
        if (contracts == 0)
        {
            return last;
        }

        var histories = tally.ToHistories(weight => weight);
        var free = new FitOptions<ShiftedBetaGeometricParameters> { MinimumBuyers = FewestContracts, MinimumRepeatBuyers = FewestEnded };
        var pooled = free with { Prior = ShiftedBetaGeometricPriors.Usual };
        if (ShiftedBetaGeometricFitter.Fit(histories, free) is { IsUsable: true, Parameters: { } own })
        {
            var reason = FormattableString.Invariant($"Fitted to {contracts} contracts, {ended} of which ended.");
            return Of(own, ModelTier.Fitted, tally, free with { Starts = [own] }, date, reason);
        }

        var why = contracts < FewestContracts || ended < FewestEnded
            ? FormattableString.Invariant(
                $"{contracts} contracts, {ended} of which ended; their own fit begins at {FewestContracts} and {FewestEnded}. ")
                + "Until then the parameters are those of usual contracts, drawn towards the shop's."
            : FormattableString.Invariant(
                $"The {contracts} contracts, {ended} of which ended, do not tell the parameters apart. ")
                + "The parameters are those of usual contracts, drawn towards the shop's.";
        return ShiftedBetaGeometricFitter.Fit(histories, pooled) is { IsUsable: true, Parameters: { } shrunk }
            ? Of(shrunk, ModelTier.Pooled, tally, pooled with { Starts = [shrunk] }, date, why)
            : last;
    }

    private static ContractParameters Of(
        ShiftedBetaGeometricParameters found,
        ModelTier tier,
        ContractTally tally,
        FitOptions<ShiftedBetaGeometricParameters> options,
        DateOnly date,
        string why) =>
        new(found.Alpha, found.Beta)
        {
            Tier = tier,
            Contracts = tally.Contracts,
            Ended = tally.EndedContracts,
            FittedOn = date,
            Why = why,
            Redrawn = Redraw(tally, options, date.DayNumber),
        };

    private static ImmutableArray<ContractDraw> Redraw(ContractTally tally, FitOptions<ShiftedBetaGeometricParameters> options, int seed)
    {
        var chance = new Random(seed);
        var drawn = ImmutableArray.CreateBuilder<ContractDraw>(ParameterRedraw.Draws);
        for (var i = 0; i < ParameterRedraw.Draws; i++)
        {
            var histories = tally.ToHistories(weight => ParameterRedraw.Poisson(weight, chance));
            if (ShiftedBetaGeometricFitter.Fit(histories, options) is { IsUsable: true, Parameters: { } one })
            {
                drawn.Add(new ContractDraw(one.Alpha, one.Beta));
            }
        }

        return drawn.ToImmutable();
    }
}
