using Churn.Domain.Buyers;
using Churn.Statistics.Models.ShiftedBetaGeometric;

namespace Churn.Domain.Nightly;

/// <summary>
/// A shop's contracts by their number of renewals, and whether they ended. A contract that may still be renewed counts as running, because
/// its next renewal is not decided yet. If a buyer began a new contract after an end, the facts hold only the latest contract.
/// </summary>
internal sealed class ContractTally
{
    private readonly SortedDictionary<(int Renewals, bool Ended), int> _contracts = [];

    internal IEnumerable<(int Renewals, bool Ended, int Contracts)> Groups =>
        _contracts.Select(group => (group.Key.Renewals, group.Key.Ended, group.Value));

    internal int Count => _contracts.Count;

    internal int Contracts => _contracts.Values.Sum();

    internal int EndedContracts => _contracts.Where(group => group.Key.Ended).Sum(group => group.Value);

    internal void Add(BuyerFacts facts, DateOnly asOf)
    {
        if (facts.ContractUntil is { } until)
        {
            Add(facts.ContractRenewals, asOf.DayNumber - until.DayNumber > PurchaseFold.RenewalDays, 1);
        }
    }

    internal void Add(int renewals, bool ended, int contracts) =>
        _contracts[(renewals, ended)] = _contracts.GetValueOrDefault((renewals, ended)) + contracts;

    /// <param name="weigh">Maps a group's number of contracts to the weight that it counts with; a group of weight 0 is left out.</param>
    internal ContractHistories ToHistories(Func<int, int> weigh)
    {
        var histories = new ContractHistories();
        foreach (var (renewals, ended, contracts) in Groups)
        {
            if (weigh(contracts) is > 0 and var weight)
            {
                if (ended)
                {
                    histories.AddEnded(renewals + 1, weight);
                }
                else
                {
                    histories.AddRunning(renewals, weight);
                }
            }
        }

        return histories;
    }
}
