using Churn.Domain.Buyers;
using Churn.Domain.Offers;

namespace Churn.Domain.Reports;

/// <summary>Offers by kind, and their measured effect.</summary>
internal static class OfferSection
{
    internal static async Task<IReadOnlyList<OfferFigures>> OfAsync(
        IAsyncEnumerable<Offer> offers, IReadOnlyList<ErasedTrial> erased, DateOnly asOf, CancellationToken cancellationToken)
    {
        var kinds = new SortedDictionary<OfferKind, List<Offer>>();
        await foreach (var offer in offers.WithCancellation(cancellationToken))
        {
            kinds.TryAdd(offer.Kind, []);
            kinds[offer.Kind].Add(offer);
        }

        return [.. kinds.Select(kind => Of(kind.Key, kind.Value, erased, asOf))];
    }

    /// <summary>The reasons why nothing was offered, on the last day for which offers were flagged.</summary>
    internal static async Task<IReadOnlyList<NothingOffered>> NothingAsync(
        IAsyncEnumerable<OfferTally> tallies, CancellationToken cancellationToken)
    {
        var all = await tallies.ToListAsync(cancellationToken);
        return all.Count == 0 ? [] :
        [
            .. all.Where(tally => tally.AsOf == all.Max(other => other.AsOf))
                .SelectMany(tally => tally.Nothing.Select(pair => (tally.AsOf, pair.Key, pair.Value)))
                .GroupBy(count => (count.AsOf, count.Key)).OrderBy(why => why.Key.Key, StringComparer.Ordinal)
                .Select(why => new NothingOffered(
                    why.Key.Key, OfferBlocks.Describe(why.Key.Key), why.Key.AsOf, why.Sum(count => (long)count.Value))),
        ];
    }

    private static OfferFigures Of(OfferKind kind, List<Offer> offers, IReadOnlyList<ErasedTrial> erased, DateOnly asOf)
    {
        var flagged = offers.Where(offer => offer.State != OfferState.HeldOut).ToList();
        var judged = ShopUplift.Of(offers, erased, asOf).Kinds[0];
        var (trial, verdict) = (judged.Trial.Bought, judged.Report);
        return new OfferFigures(
            OfferKinds.NameOf(kind),
            flagged.Count,
            offers.Count - flagged.Count,
            flagged.Count(offer => offer.SentOn is not null),
            flagged.Count(offer => offer.RedeemedOn is not null),
            trial.Treated.Trials,
            trial.HeldOut.Trials,
            trial.Difference,
            verdict.Interval?.Lower,
            verdict.Interval?.Upper,
            verdict.Verdict.ToString());
    }
}
