using Churn.Domain.Offers;
using Churn.Statistics.Uplift;

namespace Churn.Domain.Reports;

/// <summary>Offers by kind, and what they were measured to do.</summary>
internal static class OfferSection
{
    internal static async Task<IReadOnlyList<OfferFigures>> OfAsync(IAsyncEnumerable<Offer> offers, CancellationToken cancellationToken)
    {
        var kinds = new SortedDictionary<OfferKind, List<Offer>>();
        await foreach (var offer in offers.WithCancellation(cancellationToken))
        {
            kinds.TryAdd(offer.Kind, []);
            kinds[offer.Kind].Add(offer);
        }

        return [.. kinds.Select(kind => Of(kind.Key, kind.Value))];
    }

    private static OfferFigures Of(OfferKind kind, List<Offer> offers)
    {
        var flagged = offers.Where(offer => offer.State != OfferState.HeldOut).ToList();

        // By intention to treat: a buyer's first offer of the kind, whether or not it was sent, once its window has passed.
        var judged = offers.Where(offer => offer is { First: true, Outcome: { Excluded: false } }).ToList();
        var trial = new TwoArmTrial(Arm(judged, heldOut: false), Arm(judged, heldOut: true));
        var verdict = UpliftReport.Judge(trial, outcomeWindowClosed: judged.Count > 0);
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

    private static Proportion Arm(List<Offer> judged, bool heldOut)
    {
        var arm = judged.Where(offer => offer.State == OfferState.HeldOut == heldOut).ToList();
        return new Proportion(arm.Count(offer => offer.Outcome!.Value.Orders > 0), arm.Count);
    }
}
