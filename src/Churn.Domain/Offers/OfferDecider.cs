using System.Collections.Immutable;
using Churn.Domain.Buyers;
using Churn.Domain.Labels;
using Churn.Domain.Labels.Policies;

namespace Churn.Domain.Offers;

/// <summary>
/// Decides which offers a buyer is ready for, and why no others: a pure function of the buyer, the rulebook and the day.
/// </summary>
public static class OfferDecider
{
    /// <param name="buyer">The buyer, with the memory of earlier offers.</param>
    /// <param name="labels">The buyer's labels as of the day.</param>
    /// <param name="rulebook">The shop's rulebook.</param>
    /// <param name="asOf">The shop's day.</param>
    public static OfferDecision Decide(Buyer buyer, BuyerClass labels, Rulebook rulebook, DateOnly asOf)
    {
        var policy = rulebook.Policy.Offers;
        var rules = new OfferRules(buyer, labels, rulebook, asOf);
        var gate = Gate(buyer, policy, asOf);
        var live = buyer.Offered.LiveOn(asOf);
        var verdicts = ImmutableArray.CreateBuilder<OfferVerdict>(policy.Kinds.Count);
        foreach (var (kind, terms) in policy.Kinds)
        {
            var found = rules.Ask(kind);
            var block = !found.Holds ? OfferBlocks.NotDue
                : buyer.Facts.IsAnonymous ? OfferBlocks.Anonymous
                : found.HasAll ? OfferBlocks.HasAll
                : MemoryBlock(buyer.Offered, kind, terms, found.Episode, asOf)
                ?? (OfferKinds.IsTask(kind) ? null : gate ?? (live >= policy.MaxLive ? OfferBlocks.Cap : null));
            live += block is null && !OfferKinds.IsTask(kind) ? 1 : 0;
            verdicts.Add(new OfferVerdict(kind, block, found.Holds ? found.Episode : "", found.Reasons));
        }

        return new OfferDecision(verdicts.ToImmutable());
    }

    /// <summary>
    /// Makes the memo of a due offer for the buyer's row. The first draw of a kind stays: neither a changed holdout share nor a new key
    /// moves a buyer to the other arm.
    /// </summary>
    public static OfferRecord Remember(Buyer buyer, OfferVerdict verdict, OfferTerms terms, bool drawnOut, DateOnly asOf) => new()
    {
        Kind = verdict.Kind,
        Episode = verdict.Episode,
        Of = buyer.Key.Buyer,
        FlaggedOn = asOf,
        ExpiresOn = asOf.AddDays(terms.ValidDays),
        ClosesOn = asOf.AddDays(terms.WindowDays),
        HeldOut = buyer.Offered.IsMixed(verdict.Kind) ? drawnOut : buyer.Offered.LastOf(verdict.Kind)?.HeldOut ?? drawnOut,
        First = buyer.Offered.LastOf(verdict.Kind) is null,
        // The text form of a memory separates memos by spaces. In JSON a space occurs only within texts, where it can be escaped.
        Pending = ReasonJson.Write(verdict.Reasons).Replace(" ", "\\u0020", StringComparison.Ordinal),
    };

    private static string? MemoryBlock(OfferHistory memory, OfferKind kind, OfferTerms terms, string episode, DateOnly asOf) =>
        memory.Knows($"{OfferKinds.NameOf(kind)}:{episode}") ? OfferBlocks.AlreadyMade
        : memory.LastOf(kind) is { } last && asOf.DayNumber - last.FlaggedOn.DayNumber < terms.CooldownDays ? OfferBlocks.Cooldown
        : null;

    /// <summary>Why nothing at all may be sent to a buyer, one of <see cref="OfferBlocks"/>; null if something may be sent.</summary>
    public static string? Gate(Buyer buyer, OfferPolicy policy, DateOnly asOf) =>
        buyer.Feedback.Unhappy(asOf, policy.FeedbackDays) is not null ? OfferBlocks.Unhappy
        : buyer.Facts.Consent == false ? OfferBlocks.Refused
        : policy.ConsentNeeded && buyer.Facts.Consent != true ? OfferBlocks.Unasked
        : null;
}
