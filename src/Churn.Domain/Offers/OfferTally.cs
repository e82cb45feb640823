using System.Collections.Immutable;
using Churn.Domain.Buyers;

namespace Churn.Domain.Offers;

/// <summary>What the last run over a range of buckets counted: the offers made, and the reasons why other buyers got none.</summary>
public sealed record OfferTally
{
    /// <summary>First bucket of the range.</summary>
    public required int From { get; init; }

    public required DateOnly AsOf { get; init; }

    public int Buyers { get; init; }

    /// <summary>Offers flagged on the day by kind; held-out offers stand under the kind's name with <c>:heldout</c>.</summary>
    public ImmutableSortedDictionary<string, int> Flagged { get; init; } = NoCounts;

    /// <summary>Buyers to whom nothing was offered, by reason (<see cref="OfferBlocks"/>).</summary>
    public ImmutableSortedDictionary<string, int> Nothing { get; init; } = NoCounts;

    public static ImmutableSortedDictionary<string, int> NoCounts { get; } =
        ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal);

    /// <summary>
    /// Adds one more buyer who was read. An offer that was flagged earlier on the same day counts as flagged, so that a repeated run gives
    /// the same counts. Tasks for key accounts are given out for the whole shop and have a tally of their own.
    /// </summary>
    /// <param name="memory">The buyer's memory, with the offers that were just flagged.</param>
    public OfferTally Add(OfferDecision decision, OfferHistory memory)
    {
        var today = memory.Records.Where(offerRecord => offerRecord.FlaggedOn == AsOf && offerRecord.Kind != OfferKind.KeyAccountTask).ToList();
        return this with
        {
            Buyers = Buyers + 1,
            Flagged = today.Aggregate(Flagged, (sum, offerRecord) =>
                Count(sum, offerRecord.HeldOut ? $"{OfferKinds.NameOf(offerRecord.Kind)}:heldout" : OfferKinds.NameOf(offerRecord.Kind))),
            Nothing = today.Count == 0 && decision.NothingBecause is { } why ? Count(Nothing, why) : Nothing,
        };
    }

    private static ImmutableSortedDictionary<string, int> Count(ImmutableSortedDictionary<string, int> counts, string key) =>
        counts.SetItem(key, counts.GetValueOrDefault(key) + 1);
}
