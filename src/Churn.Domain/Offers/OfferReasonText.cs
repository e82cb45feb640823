using System.Globalization;
using Churn.Domain.Classification;

namespace Churn.Domain.Offers;

/// <summary>Says a reason for or against an offer in a sentence that a marketing person can read.</summary>
public static class OfferReasonText
{
    public static string Describe(Reason reason)
    {
        string N(string name) => reason.Numbers.TryGetValue(name, out var value) ? value.ToString("N0", CultureInfo.InvariantCulture) : "?";
        string Money(string name) => reason.Numbers.TryGetValue(name, out var value) ? (value / 100m).ToString("N2", CultureInfo.InvariantCulture) : "?";
        return reason.Rule switch
        {
            OfferRuleIds.Care => reason.Holds ? $"Answered {N("answer")} where {N("unhappyAt")} or less is unhappy." : "No unhappy answer of late.",
            OfferRuleIds.KeyAccount => $"A key account worth {Money("perYear")} a year, last purchase {N("daysSince")} days ago where {N("fromDays")} are too many; {Money("valueAtRisk")} at risk.",
            OfferRuleIds.CheckIn => $"Ordered on {N("purchaseDays")} days, last {N("daysSince")} days ago; asked from {N("fromDays")} to {N("untilDays")} days.",
            OfferRuleIds.Onboarding => $"First purchase {N("daysSince")} days ago, ordered on {N("purchaseDays")} day(s); welcomed within {N("untilDays")} days of the first.",
            OfferRuleIds.Vip => reason.Holds ? "A VIP, and not lapsing." : "Not a VIP, or lapsing.",
            OfferRuleIds.Loyalty => reason.Holds ? "A client, and not lapsing." : "Not a client, or lapsing.",
            OfferRuleIds.Replenishment => $"Usually orders every {N("cycleDays")} days, last {N("daysSince")} days ago; a refill is offered from day {N("fromDays")} to {N("untilDays")}.",
            OfferRuleIds.SecondPurchase => $"Ordered on {N("purchaseDays")} day(s), first {N("daysSince")} days ago; a second order is likeliest after {N("peakDays")} days, offered from {N("fromDays")} to {N("untilDays")}.",
            OfferRuleIds.PremiumDelivery => $"Delivery cost {Money("fees")} in the last twelve months over {N("deliveries")} order(s); a year costs {Money("price")} and would have saved {Money("saving")}, next year about {Money("expectedSaving")}.",
            OfferRuleIds.Referral => reason.Holds ? $"Answered {N("answer")}, where {N("promoterFrom")} or more recommends." : "No recommending answer of late.",
            OfferRuleIds.Ceiling => $"Ordered on {N("purchaseDays")} day(s); {N("ceiling")} are all that one needs.",
            OfferRuleIds.Gift => $"{N("giftOrders")} order(s) were gifts, last purchase {N("daysSince")} days ago.",
            OfferRuleIds.Successor => $"Last purchase {N("daysSince")} days ago, where {N("fromDays")} is a cycle.",
            OfferRuleIds.Flash => $"Last purchase {N("daysSince")} days ago; offered from {N("fromDays")} to {N("untilDays")} days.",
            OfferRuleIds.WinBack => $"Ordered on {N("purchaseDays")} day(s), last {N("daysSince")} days ago; lapsed past {N("lapseDays")}, asked back until {N("untilDays")}.",
            _ => reason.Rule,
        };
    }
}
