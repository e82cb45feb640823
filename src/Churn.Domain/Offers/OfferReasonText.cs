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
            OfferRuleIds.KeyAccount when !reason.Holds => $"No key account, or not past its usual gap: worth {Money("perYear")} a year, last purchase {N("daysSince")} days ago where {N("fromDays")} are too many.",
            OfferRuleIds.KeyAccount => $"A key account worth {Money("perYear")} a year, last purchase {N("daysSince")} days ago where {N("fromDays")} are too many; {Money("valueAtRisk")} at risk.",
            OfferRuleIds.CheckIn => $"Ordered on {N("purchaseDays")} days, last {N("daysSince")} days ago; asked from {N("fromDays")} to {N("untilDays")} days.",
            OfferRuleIds.Onboarding => $"First purchase {N("daysSince")} days ago, ordered on {N("purchaseDays")} day(s); welcomed within {N("untilDays")} days of the first.",
            OfferRuleIds.Vip => reason.Holds ? "A VIP, and not lapsing." : "Not a VIP, or lapsing.",
            OfferRuleIds.Loyalty => reason.Holds ? "A client, and not lapsing." : "Not a client, or lapsing.",
            OfferRuleIds.Replenishment when !reason.Numbers.ContainsKey("cycleDays") => "Nothing that is used up and that the buyer has a rhythm with.",
            OfferRuleIds.Replenishment => $"Usually orders{What(reason)} every {N("cycleDays")} days, last {N("daysSince")} days ago; a refill is offered from day {N("fromDays")} to {N("untilDays")}.",
            OfferRuleIds.SecondPurchase => $"Ordered on {N("purchaseDays")} day(s), first {N("daysSince")} days ago; a second order is likeliest after {N("peakDays")} days, offered from {N("fromDays")} to {N("untilDays")}.",
            OfferRuleIds.PremiumDelivery => $"Delivery cost {Money("fees")} in the last twelve months over {N("deliveries")} order(s); a year costs {Money("price")} and would have saved {Money("saving")}, next year about {Money("expectedSaving")}.{(reason.Numbers.GetValueOrDefault("lapsing") == 1 ? " The buyer is lapsing." : "")}",
            OfferRuleIds.Referral => reason.Holds ? $"Answered {N("answer")}, where {N("promoterFrom")} or more recommends." : "No recommending answer of late.",
            OfferRuleIds.Ceiling => $"Has {N("units")}{Of(reason)}; {N("ceiling")} are all that one needs.",
            OfferRuleIds.Gift => $"{N("giftOrders")} order(s) were gifts, last purchase {N("daysSince")} days ago; offered from {N("fromDays")} days.",
            OfferRuleIds.Successor when !reason.Numbers.ContainsKey("fromDays") => "Nothing of which the buyer has enough.",
            OfferRuleIds.Successor => $"Last bought{What(reason)} {N("daysSince")} days ago, where {N("fromDays")} are a cycle; {N("giftOrders")} order(s) were gifts.",
            OfferRuleIds.Flash => $"Last purchase {N("daysSince")} days ago; offered from {N("fromDays")} to {N("untilDays")} days.",
            OfferRuleIds.WinBack => $"Ordered on {N("purchaseDays")} day(s), last {N("daysSince")} days ago; lapsed past {N("lapseDays")}, asked back until {N("untilDays")}.",
            _ => reason.Rule,
        };
    }

    private static string What(Reason reason) => reason.Product is { } product ? $" {product}" : "";

    private static string Of(Reason reason) => reason.Product is { } product ? $" of {product}" : "";
}
