using System.Collections.Immutable;
using Churn.Domain.Scores;
using Churn.Statistics.Optimization;
using Churn.Statistics.ShiftedBetaGeometric;

namespace Churn.Domain.Runs;

/// <summary>
/// How likely a shop's contracts are renewed. The end of a contract is seen, unlike that of a buyer without one: no baseline has to be beaten, so the rung
/// is a matter of how many ended.
/// </summary>
internal static class ContractLearner
{
    internal const int FewestContracts = 50;
    internal const int FewestEnded = 10;

    /// <summary>Null: the shop has no contracts, and had none.</summary>
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
            return Of(own, Rung.Fitted, tally, free with { Starts = [own] }, date,
                FormattableString.Invariant($"Fitted to {contracts} contracts, {ended} of which ended."));
        }

        var why = contracts < FewestContracts || ended < FewestEnded
            ? FormattableString.Invariant($"{contracts} contracts, {ended} of which ended; their own fit begins at {FewestContracts} and {FewestEnded}. Until then what contracts are usually like, drawn towards the shop's.")
            : FormattableString.Invariant($"The {contracts} contracts, {ended} of which ended, do not tell the parameters apart: what contracts are usually like, drawn towards the shop's.");
        return ShiftedBetaGeometricFitter.Fit(histories, pooled) is { IsUsable: true, Parameters: { } shrunk }
            ? Of(shrunk, Rung.Pooled, tally, pooled with { Starts = [shrunk] }, date, why)
            : last;
    }

    private static ContractParameters Of(
        ShiftedBetaGeometricParameters found, Rung rung, ContractTally tally, FitOptions<ShiftedBetaGeometricParameters> options, DateOnly date, string why) =>
        new(found.Alpha, found.Beta)
        {
            Rung = rung,
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
            if (ShiftedBetaGeometricFitter.Fit(tally.ToHistories(weight => ParameterRedraw.Poisson(weight, chance)), options) is { IsUsable: true, Parameters: { } one })
            {
                drawn.Add(new ContractDraw(one.Alpha, one.Beta));
            }
        }

        return drawn.ToImmutable();
    }
}
