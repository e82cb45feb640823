using Churn.Domain.Offers;

namespace Churn.Domain.Reports;

/// <summary>Offers by kind, and what they were measured to do.</summary>
internal static class OfferSection
{
    internal static async Task<IReadOnlyList<OfferFigures>> OfAsync(IAsyncEnumerable<Offer> offers, DateOnly asOf, CancellationToken cancellationToken)
    {
        var kinds = new SortedDictionary<OfferKind, List<Offer>>();
        await foreach (var offer in offers.WithCancellation(cancellationToken))
        {
            kinds.TryAdd(offer.Kind, []);
            kinds[offer.Kind].Add(offer);
        }

        return [.. kinds.Select(kind => Of(kind.Key, kind.Value, asOf))];
    }

    private static OfferFigures Of(OfferKind kind, List<Offer> offers, DateOnly asOf)
    {
        var flagged = offers.Where(offer => offer.State != OfferState.HeldOut).ToList();

        var judged = ShopUplift.Of(offers, asOf).Kinds[0];
        var (trial, verdict) = (judged.Trial.Bought, judged.Report);
        return new OfferFigures(
            Offer.Name(kind),
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
