using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Churn.Domain.Buyers;
using Churn.Domain.Labels;
using Churn.Domain.Labels.Policies;

namespace Churn.Domain.Offers;

/// <summary>
/// The rules of offers that depend on what the buyer has: a refill of what is used up, and something else where no more of it is needed.
/// </summary>
internal sealed class ProductOfferRules(Buyer buyer, BuyerClass labels, Policy policy, DateOnly asOf)
{
    private readonly BuyerFacts _facts = buyer.Facts;
    private readonly IReadOnlyList<ProductCeiling> _ceilings = ProductCeiling.Of(buyer.Facts, policy);

    /// <summary>
    /// Whether the buyer needs no more of anything they ever bought. A programme for more of it, or asking the buyer back, would make no
    /// sense.
    /// </summary>
    public bool HasAll => ProductCeiling.HasAll(_facts, _ceilings);

    /// <summary>
    /// The product of which the buyer has most, measured by its ceiling; empty if none of the buyer's products has a ceiling.
    /// </summary>
    public ImmutableArray<Reason> Ceiling => ProductCeiling.Fullest(_ceilings) is { } fullest ? [CeilingOf(fullest)] : [];

    /// <summary>
    /// The refill to offer. Of several that are due, one that was not offered yet; if none is due, the one that comes closest to its day.
    /// </summary>
    public OfferFinding Replenishment()
    {
        var lead = policy.Offers.ReplenishmentLeadDays;
        var refills = ProductRefill.Of(_facts, labels, policy)
            .OrderByDescending(refill => IsDue(refill, lead))
            .ThenBy(refill => buyer.Offered.Knows($"{OfferKinds.NameOf(OfferKind.Replenishment)}:{Episode(refill.Product, refill.Last)}"))
            .ThenBy(refill => Math.Abs(Since(refill.Last) - refill.CycleDays))
            .ThenBy(refill => refill.Product, StringComparer.Ordinal)
            .ToList();
        if (refills is not [var best, ..])
        {
            return new OfferFinding(false, "", [new Reason(OfferRuleIds.Replenishment, false)]);
        }

        var (from, until) = (Math.Max(1, best.CycleDays - lead), best.CycleDays + lead);
        return new OfferFinding(
            IsDue(best, lead),
            Episode(best.Product, best.Last),
            [
                new Reason(
                    OfferRuleIds.Replenishment, IsDue(best, lead),
                    ("cycleDays", best.CycleDays), ("daysSince", Since(best.Last)), ("fromDays", from), ("untilDays", until))
                {
                    Product = best.Product,
                },
            ]);
    }

    /// <summary>A gift, for a buyer who has enough of something and has bought gifts before.</summary>
    public OfferFinding Gift(int sinceDays, string episode)
    {
        var (full, from) = (Reached().Take(1).ToList(), labels.CycleDays / 2);
        var suits = _facts.GiftOrders > 0 && sinceDays >= from;
        return new OfferFinding(full.Count > 0 && suits, episode, [.. full.Count > 0 ? [CeilingOf(full[0])] : Ceiling,
            new Reason(OfferRuleIds.Gift, suits, ("giftOrders", _facts.GiftOrders), ("daysSince", sinceDays), ("fromDays", from))]);
    }

    /// <summary>
    /// A successor, for a buyer who has enough of something and does not buy gifts, once the last one bought is old enough.
    /// </summary>
    public OfferFinding Successor()
    {
        var reached = Reached().OrderByDescending(IsOld)
            .ThenBy(one => buyer.Offered.Knows($"{OfferKinds.NameOf(OfferKind.Successor)}:{Episode(one.Product, one.Last)}")).ToList();
        if (reached is not [var best, ..])
        {
            return new OfferFinding(false, "", [.. Ceiling, new Reason(OfferRuleIds.Successor, false)]);
        }

        var holds = _facts.GiftOrders == 0 && IsOld(best);
        return new OfferFinding(holds, Episode(best.Product, best.Last), [CeilingOf(best), new Reason(OfferRuleIds.Successor, holds,
            ("daysSince", Since(best.Last)), ("fromDays", CycleOf(best)), ("giftOrders", _facts.GiftOrders)) { Product = best.Product }]);
    }

    // The product bought last comes first: the buyer has it in mind.
    private IEnumerable<ProductCeiling> Reached() =>
        _ceilings.Where(one => one.IsReached).OrderByDescending(one => one.Last).ThenBy(one => one.Product, StringComparer.Ordinal);

    private bool IsOld(ProductCeiling one) => Since(one.Last) >= CycleOf(one);

    private bool IsDue(ProductRefill refill, int lead) =>
        Since(refill.Last) >= Math.Max(1, refill.CycleDays - lead) && Since(refill.Last) <= refill.CycleDays + lead;

    private int CycleOf(ProductCeiling one)
    {
        var cycles = _facts.Products.Where(need => need.Product == one.Product).Select(need => ProductRefill.CycleOf(need, policy));
        return cycles.FirstOrDefault() is > 0 and var days ? days : labels.CycleDays;
    }

    private int Since(DateOnly day) => Math.Max(0, asOf.DayNumber - day.DayNumber);

    private static Reason CeilingOf(ProductCeiling one) =>
        new(OfferRuleIds.Ceiling, one.IsReached, ("units", one.Units), ("ceiling", one.Ceiling)) { Product = one.Product };

    // Two products bought on one day are two occasions. A product's id may contain any character, which a row key may not, so it is hashed.
    private static string Episode(string? product, DateOnly last) => OfferRules.Day(last) + (product is null
        ? ""
        : "." + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(product)).AsSpan(0, 4)));
}
