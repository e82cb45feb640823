using Churn.Domain.Buyers;
using Churn.Statistics.Uplift;

namespace Churn.Domain.Offers;

/// <summary>
/// One kind of offer as a trial. It has each buyer's first offer of the kind, from those quarters of the year that are over and whose
/// windows have all closed. So the counts grow four times a year and not every day: with a look every day, chance would pass for an effect.
/// </summary>
public sealed record OfferTrial
{
    public required OfferKind Kind { get; init; }

    /// <summary>Net value that each treated buyer bought in the window, minor units; 0 for buyers who bought nothing.</summary>
    public required IReadOnlyList<long> Treated { get; init; }

    /// <summary>What each treated buyer was given, minor units, in the order of <see cref="Treated"/>.</summary>
    public required IReadOnlyList<long> Given { get; init; }

    /// <summary>Net value that each held-out buyer bought in the window, minor units.</summary>
    public required IReadOnlyList<long> HeldOut { get; init; }

    /// <summary>How many buyers of each arm bought, erased buyers included. Nothing else is known of erased buyers.</summary>
    public required TwoArmTrial Bought { get; init; }

    /// <summary>The erased buyers' part of <see cref="Bought"/>.</summary>
    public TwoArmTrial Erased { get; init; }

    /// <summary>What the treated buyers were given in all, minor units.</summary>
    public long Discounts => Given.Sum();

    /// <summary>First offers that still wait for their quarter to close.</summary>
    public required int Open { get; init; }

    /// <summary>Buyers who are left out because a merge brought both arms together.</summary>
    public required int Excluded { get; init; }

    /// <summary>Each treated buyer's margin in the window, less what they were given, minor units.</summary>
    /// <param name="percent">What the shop keeps of a hundred of net value.</param>
    public IEnumerable<long> Margins(int percent) => Treated.Zip(Given, (value, given) => (value * percent / 100) - given);

    /// <summary>
    /// Whether an offer counts once its quarter does: it is the buyer's first of its kind, and its outcome is not excluded.
    /// </summary>
    public static bool IsCounted(Offer offer) => offer.First && offer.Outcome is { Excluded: false };

    /// <summary>The trials of all kinds that were ever flagged.</summary>
    /// <param name="offers">All offers of a shop.</param>
    /// <param name="erased">The counts that are kept of erased offers.</param>
    /// <param name="asOf">The shop's day.</param>
    public static IReadOnlyList<OfferTrial> Of(IEnumerable<Offer> offers, IReadOnlyList<ErasedTrial> erased, DateOnly asOf) =>
        Of(offers.ToLookup(offer => offer.Kind), erased, asOf);

    private static IReadOnlyList<OfferTrial> Of(ILookup<OfferKind, Offer> offers, IReadOnlyList<ErasedTrial> erased, DateOnly asOf) =>
    [
        .. offers.Select(kind => kind.Key).Union(erased.Select(trial => trial.Kind)).Order()
            .Select(kind => Of(kind, [.. offers[kind]], erased, asOf)),
    ];

    private static OfferTrial Of(OfferKind kind, IReadOnlyList<Offer> offers, IReadOnlyList<ErasedTrial> erased, DateOnly asOf)
    {
        var excluded = offers.Where(offer => offer.Outcome is { Excluded: true }).Select(offer => offer.Buyer).Distinct().ToHashSet();
        var first = offers.Where(offer => offer.First && !excluded.Contains(offer.Buyer)).ToList();
        var unfinished = first.Where(offer => offer.Outcome is null).Select(offer => ErasedTrial.QuarterOf(offer.FlaggedOn))
            .Append(ErasedTrial.QuarterOf(asOf)).Min();
        var closed = first.Where(offer => ErasedTrial.QuarterOf(offer.FlaggedOn) < unfinished).ToList();
        var treated = closed.Where(offer => offer.State != OfferState.HeldOut).ToList();
        var heldOut = closed.Where(offer => offer.State == OfferState.HeldOut).ToList();
        var gone = erased.Where(trial => trial.Kind == kind && trial.Quarter < unfinished).Select(trial => trial.Counts).ToList();
        var counts = new TwoArmTrial(Sum(gone.Select(trial => trial.Treated)), Sum(gone.Select(trial => trial.HeldOut)));
        return new OfferTrial
        {
            Kind = kind,
            Treated = [.. treated.Select(offer => offer.Outcome!.Value.Value)],
            HeldOut = [.. heldOut.Select(offer => offer.Outcome!.Value.Value)],
            Bought = new TwoArmTrial(Sum([Count(treated), counts.Treated]), Sum([Count(heldOut), counts.HeldOut])),
            Erased = counts,
            Given = [.. treated.Select(offer => offer.Discount)],
            Open = first.Count - closed.Count,
            Excluded = excluded.Count,
        };
    }

    private static Proportion Count(List<Offer> arm) => new(arm.Count(offer => offer.Outcome!.Value.Orders > 0), arm.Count);

    private static Proportion Sum(IEnumerable<Proportion> arms) => arms.Aggregate(
        default(Proportion), (left, right) => new Proportion(left.Successes + right.Successes, left.Trials + right.Trials));
}
