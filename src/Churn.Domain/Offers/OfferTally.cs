using System.Collections.Immutable;

namespace Churn.Domain.Offers;

/// <summary>What the last run over a range of buckets came to: who was offered something, and why the others were not.</summary>
public sealed record OfferTally
{
    /// <summary>First bucket of the range.</summary>
    public required int From { get; init; }

    public required DateOnly AsOf { get; init; }

    public int Buyers { get; init; }

    /// <summary>By kind of the offers flagged on the day; the held out stand under the kind's name and <c>:heldout</c>.</summary>
    public ImmutableSortedDictionary<string, int> Flagged { get; init; } = NoCounts;

    /// <summary>Buyers to whom nothing was offered, by why (<see cref="OfferBlocks"/>).</summary>
    public ImmutableSortedDictionary<string, int> Nothing { get; init; } = NoCounts;

    public static ImmutableSortedDictionary<string, int> NoCounts { get; } = ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal);

    /// <summary>
    /// With one more buyer who was read; whoever was flagged earlier on the day counts as flagged, so that a repeated run says the same. Tasks for key
    /// accounts, which are given out for the whole shop, have a tally of their own.
    /// </summary>
    /// <param name="decision">For the day.</param>
    /// <param name="memory">With what was flagged.</param>
    public OfferTally Add(OfferDecision decision, OfferMemory memory)
    {
        var today = memory.Memos.Where(memo => memo.FlaggedOn == AsOf && memo.Kind != OfferKind.KeyAccountTask).ToList();
        return this with
        {
            Buyers = Buyers + 1,
            Flagged = today.Aggregate(Flagged, (sum, memo) => Count(sum, memo.HeldOut ? $"{Offer.Name(memo.Kind)}:heldout" : Offer.Name(memo.Kind))),
            Nothing = today.Count == 0 && decision.NothingBecause is { } why ? Count(Nothing, why) : Nothing,
        };
    }

    private static ImmutableSortedDictionary<string, int> Count(ImmutableSortedDictionary<string, int> counts, string key) =>
        counts.SetItem(key, counts.GetValueOrDefault(key) + 1);
}
