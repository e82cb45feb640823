using System.Collections.Immutable;
using System.Globalization;
using Churn.Domain.Buyers;
using Churn.Domain.Labels;
using Churn.Domain.Labels.Policies;
using Churn.Domain.Labels.Scores;
using Churn.Domain.Shops;

namespace Churn.Domain.Offers;

/// <summary>The rule of each kind of offer. docs/offers.md describes the rules.</summary>
internal sealed class OfferRules(Buyer buyer, BuyerClass labels, Rulebook rulebook, DateOnly asOf)
{
    /// <summary>Days after the first purchase within which a buyer is welcomed.</summary>
    private const int WelcomeDays = 14;

    private readonly BuyerFacts _facts = buyer.Facts;
    private readonly OfferPolicy _policy = rulebook.Policy.Offers;
    private readonly ProductOfferRules _products = new(buyer, labels, rulebook.Policy, asOf);
    private readonly int _since = buyer.Facts.LastPurchase is { } last ? Math.Max(0, asOf.DayNumber - last.DayNumber) : int.MaxValue;

    private bool IsNotLapsing => labels.Activity is Activity.New or Activity.Active or Activity.WonBack or Activity.Cooling;

    private string LastPurchase => Day(_facts.LastPurchase!.Value);

    /// <summary>The finding of a kind's rule. A buyer without a purchase gets no offer.</summary>
    public OfferFinding Ask(OfferKind kind) => _facts.LastPurchase is null ? new OfferFinding(false, "", []) : kind switch
    {
        OfferKind.Care => Care(),
        OfferKind.KeyAccountTask => KeyAccount(),
        OfferKind.CheckIn => CheckIn(),
        OfferKind.Onboarding => Onboarding(),
        OfferKind.Vip => Found(
            labels.Relationship == Relationship.Vip && IsNotLapsing, Year, OfferRuleIds.Vip, Rules.VipValue, Rules.VipPredicted),
        OfferKind.Loyalty => UnlessFull(Found(
            labels.Relationship >= Relationship.Client && IsNotLapsing, OfferHistory.Once, OfferRuleIds.Loyalty,
            Rules.Purchases, Rules.Tenure, Rules.Regularity, Rules.FullPrice, Rules.Subscription, Rules.Contract, Rules.StepDown)),
        OfferKind.Replenishment => _products.Replenishment(),
        // A shop without a ceiling has other products to sell.
        OfferKind.SecondPurchase => rulebook.Policy.CeilingUnits > 0 ? UnlessFull(SecondPurchase()) : SecondPurchase(),
        OfferKind.PremiumDelivery => PremiumDelivery(),
        OfferKind.Referral => Referral(),
        OfferKind.Gift => _products.Gift(_since, Year),
        OfferKind.Successor => _products.Successor(),
        OfferKind.Flash => Flash(),
        OfferKind.WinBack => UnlessFull(WinBack()),
        _ => new OfferFinding(false, "", []),
    };

    private string Year => asOf.Year.ToString(CultureInfo.InvariantCulture);

    private OfferFinding Care()
    {
        var answer = buyer.Feedback.Unhappy(asOf, _policy.FeedbackDays);
        var episode = answer is { } given ? Day(DateOnly.FromDateTime(given.At.UtcDateTime)) : "";
        return new OfferFinding(answer is not null, episode, [answer is { } a
            ? new Reason(OfferRuleIds.Care, true, ("answer", a.Score), ("unhappyAt", a.UnhappyAt))
            : new Reason(OfferRuleIds.Care, false)]);
    }

    private OfferFinding KeyAccount()
    {
        var holds = labels.Relationship >= Relationship.Vip
            && (labels.Relationship == Relationship.KeyAccount || rulebook.Policy.Model == BusinessModel.Wholesale)
            && _since > labels.CycleDays;
        return new OfferFinding(holds, LastPurchase, [new Reason(OfferRuleIds.KeyAccount, holds, ("perYear", ValueAtRisk.PerYear(_facts)),
            ("daysSince", _since), ("fromDays", labels.CycleDays + 1), ("valueAtRisk", ValueAtRisk.Of(_facts, labels, asOf)))]);
    }

    private OfferFinding CheckIn()
    {
        var holds = labels.Relationship is Relationship.Client or Relationship.Vip
            && _since > labels.CycleDays && _since <= labels.LapseDays;
        return new OfferFinding(holds, LastPurchase, [new Reason(OfferRuleIds.CheckIn, holds, ("purchaseDays", _facts.PurchaseDays),
            ("daysSince", _since), ("fromDays", labels.CycleDays + 1), ("untilDays", labels.LapseDays))]);
    }

    private OfferFinding Onboarding()
    {
        var holds = _facts.PurchaseDays == 1 && _since <= WelcomeDays;
        return new OfferFinding(holds, OfferHistory.Once, [new Reason(OfferRuleIds.Onboarding, holds,
            ("daysSince", _since), ("purchaseDays", _facts.PurchaseDays), ("untilDays", WelcomeDays))]);
    }

    // The week that the shop's own buyers showed. Before that is known: half a cycle, with some days on either side.
    private OfferFinding SecondPurchase()
    {
        var learned = rulebook.Model.SecondOrder;
        var peak = learned is not null ? (learned.PeakFromDay + learned.PeakToDay) / 2
            : _policy.SecondPurchasePeakDays > 0 ? _policy.SecondPurchasePeakDays : rulebook.Policy.CycleDays / 2;
        var from = learned?.PeakFromDay ?? Math.Max(1, peak - _policy.SecondPurchaseSpreadDays);
        var until = learned is not null
            ? Math.Max(learned.PeakToDay, from + _policy.SecondPurchaseSpreadDays)
            : peak + _policy.SecondPurchaseSpreadDays;
        var holds = _facts.PurchaseDays == 1 && _since >= from && _since <= until;
        return new OfferFinding(holds, OfferHistory.Once, [new Reason(OfferRuleIds.SecondPurchase, holds,
            ("purchaseDays", _facts.PurchaseDays), ("daysSince", _since), ("peakDays", peak), ("fromDays", from), ("untilDays", until))]);
    }

    private OfferFinding PremiumDelivery()
    {
        var (fees, deliveries) = DeliverySaving.LastYear(_facts, asOf);
        var saving = DeliverySaving.Of(fees, _policy.PremiumDeliveryPrice);
        var expectedFees = Scorer.Orders(_facts, rulebook.Model, asOf) is { } orders
            ? DeliverySaving.Expected(fees, deliveries, orders)
            : DeliverySaving.Expected(fees, deliveries, labels.CycleDays);
        var expected = DeliverySaving.Of(expectedFees, _policy.PremiumDeliveryPrice);
        var holds = _policy.PremiumDeliveryPrice > 0 && saving > 0 && expected > 0 && IsNotLapsing;
        return new OfferFinding(holds, Year, [new Reason(OfferRuleIds.PremiumDelivery, holds,
            ("fees", fees), ("deliveries", deliveries), ("price", _policy.PremiumDeliveryPrice),
            ("saving", saving), ("expectedSaving", expected),
            ("lapsing", IsNotLapsing ? 0 : 1))]);
    }

    private OfferFinding Referral()
    {
        var answer = buyer.Feedback.Promoting(asOf, _policy.FeedbackDays);
        return new OfferFinding(answer is not null, Year, [answer is { } given
            ? new Reason(OfferRuleIds.Referral, true, ("answer", given.Score), ("promoterFrom", FeedbackAnswer.PromoterFrom))
            : new Reason(OfferRuleIds.Referral, false)]);
    }

    // Also made past the ceiling, where little else is left to offer. A gift or a successor fits better there and comes first.
    private OfferFinding Flash()
    {
        var from = (labels.CycleDays / 2) + 1;
        var holds = _since >= from && _since <= labels.LapseDays;
        return new OfferFinding(holds, LastPurchase, [.. _products.Ceiling, new Reason(OfferRuleIds.Flash, holds,
            ("daysSince", _since), ("fromDays", from), ("untilDays", labels.LapseDays))]);
    }

    private OfferFinding WinBack()
    {
        var until = (int)((long)labels.LapseDays * _policy.WinBackUntilPercent / 100);
        var holds = _facts.PurchaseDays >= 2 && _since > labels.LapseDays && _since <= until;
        return new OfferFinding(holds, LastPurchase, [new Reason(OfferRuleIds.WinBack, holds,
            ("purchaseDays", _facts.PurchaseDays), ("daysSince", _since), ("lapseDays", labels.LapseDays), ("untilDays", until))]);
    }

    private OfferFinding UnlessFull(OfferFinding finding) => finding with
    {
        HasAll = finding.Holds && _products.HasAll,
        Reasons = finding.Reasons.AddRange(_products.Ceiling),
    };

    private OfferFinding Found(bool holds, string episode, string rule, params ImmutableArray<string> because) => new(
        holds,
        episode,
        [new Reason(rule, holds), .. labels.Reasons.Where(reason => holds && reason.Holds && because.Contains(reason.Rule))]);

    internal static string Day(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}
