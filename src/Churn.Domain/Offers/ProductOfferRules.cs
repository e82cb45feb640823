using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Churn.Domain.Buyers;
using Churn.Domain.Classification;

namespace Churn.Domain.Offers;

/// <summary>The rules of offers that go by what the buyer has: a refill of what is used up, and something else where nobody needs more.</summary>
internal sealed class ProductOfferRules(Buyer buyer, BuyerClass labels, Policy policy, DateOnly asOf)
{
    private readonly BuyerFacts _facts = buyer.Facts;
    private readonly IReadOnlyList<ProductCeiling> _ceilings = ProductCeiling.Of(buyer.Facts, policy);

    /// <summary>The buyer needs no more of anything they ever bought: a programme for more of it, or asking back, would be silly.</summary>
    public bool HasAll => ProductCeiling.HasAll(_facts, _ceilings);

    /// <summary>What the buyer has most of, if anything of theirs has a ceiling.</summary>
    public ImmutableArray<Reason> Ceiling => ProductCeiling.Fullest(_ceilings) is { } fullest ? [CeilingOf(fullest)] : [];

    /// <summary>Of several that are due, one that was not offered yet; else the one that comes closest to its day.</summary>
    public OfferFinding Replenishment()
    {
        var lead = policy.Offers.ReplenishmentLeadDays;
        var refills = ProductRefill.Of(_facts, labels, policy)
            .OrderByDescending(refill => IsDue(refill, lead))
            .ThenBy(refill => buyer.Offered.Knows($"{Offer.Name(OfferKind.Replenishment)}:{Episode(refill.Product, refill.Last)}"))
            .ThenBy(refill => Math.Abs(Since(refill.Last) - refill.CycleDays)).ThenBy(refill => refill.Product, StringComparer.Ordinal).ToList();
        if (refills is not [var best, ..])
        {
            return new OfferFinding(false, "", [new Reason(OfferRuleIds.Replenishment, false)]);
        }

        var (from, until) = (Math.Max(1, best.CycleDays - lead), best.CycleDays + lead);
        return new OfferFinding(IsDue(best, lead), Episode(best.Product, best.Last), [new Reason(OfferRuleIds.Replenishment, IsDue(best, lead),
            ("cycleDays", best.CycleDays), ("daysSince", Since(best.Last)), ("fromDays", from), ("untilDays", until)) { Product = best.Product }]);
    }

    /// <summary>For whoever has enough of something and likes giving.</summary>
    public OfferFinding Gift(int sinceDays, string episode)
    {
        var (full, from) = (Reached().Take(1).ToList(), labels.CycleDays / 2);
        var suits = _facts.GiftOrders > 0 && sinceDays >= from;
        return new OfferFinding(full.Count > 0 && suits, episode, [.. full.Count > 0 ? [CeilingOf(full[0])] : Ceiling,
            new Reason(OfferRuleIds.Gift, suits, ("giftOrders", _facts.GiftOrders), ("daysSince", sinceDays), ("fromDays", from))]);
    }

    /// <summary>For whoever has enough of something and keeps what they buy, once it is old enough.</summary>
    public OfferFinding Successor()
    {
        var reached = Reached().OrderByDescending(IsOld)
            .ThenBy(one => buyer.Offered.Knows($"{Offer.Name(OfferKind.Successor)}:{Episode(one.Product, one.Last)}")).ToList();
        if (reached is not [var best, ..])
        {
            return new OfferFinding(false, "", [.. Ceiling, new Reason(OfferRuleIds.Successor, false)]);
        }

        var holds = _facts.GiftOrders == 0 && IsOld(best);
        return new OfferFinding(holds, Episode(best.Product, best.Last), [CeilingOf(best), new Reason(OfferRuleIds.Successor, holds,
            ("daysSince", Since(best.Last)), ("fromDays", CycleOf(best)), ("giftOrders", _facts.GiftOrders)) { Product = best.Product }]);
    }

    // The latest bought first, for that is what the buyer has in mind.
    private IEnumerable<ProductCeiling> Reached() =>
        _ceilings.Where(one => one.IsReached).OrderByDescending(one => one.Last).ThenBy(one => one.Product, StringComparer.Ordinal);

    private bool IsOld(ProductCeiling one) => Since(one.Last) >= CycleOf(one);

    private bool IsDue(ProductRefill refill, int lead) => Since(refill.Last) >= Math.Max(1, refill.CycleDays - lead) && Since(refill.Last) <= refill.CycleDays + lead;

    private int CycleOf(ProductCeiling one) =>
        _facts.Products.Where(need => need.Product == one.Product).Select(need => ProductRefill.CycleOf(need, policy)).FirstOrDefault() is > 0 and var days
            ? days : labels.CycleDays;

    private int Since(DateOnly day) => Math.Max(0, asOf.DayNumber - day.DayNumber);

    private static Reason CeilingOf(ProductCeiling one) =>
        new(OfferRuleIds.Ceiling, one.IsReached, ("units", one.Units), ("ceiling", one.Ceiling)) { Product = one.Product };

    // Two products that were bought on one day are two occasions. A product's id may hold any letter, a row's key may not.
    private static string Episode(string? product, DateOnly last) =>
        OfferRules.Day(last) + (product is null ? "" : "." + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(product)).AsSpan(0, 4)));
}
