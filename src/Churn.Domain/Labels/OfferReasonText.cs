using System.Globalization;
using Churn.Domain.Buyers;

namespace Churn.Domain.Labels;

/// <summary>Says a reason for or against an offer in a sentence for marketing people.</summary>
public static class OfferReasonText
{
    public static string Describe(Reason reason)
    {
        string N(string name) => reason.Numbers.TryGetValue(name, out var value) ? value.ToString("N0", CultureInfo.InvariantCulture) : "?";
        string Money(string name) =>
            reason.Numbers.TryGetValue(name, out var value) ? (value / 100m).ToString("N2", CultureInfo.InvariantCulture) : "?";
        return reason.Rule switch
        {
            OfferRuleIds.Care => reason.Holds
                ? $"Answered {N("answer")}; {N("unhappyAt")} or less counts as unhappy."
                : "No unhappy answer of late.",
            OfferRuleIds.KeyAccount when !reason.Holds =>
                $"Not a key account, or not past its usual gap: worth {Money("perYear")} a year; "
                + $"the last purchase was {N("daysSince")} days ago, and a task is due from day {N("fromDays")}.",
            OfferRuleIds.KeyAccount =>
                $"A key account worth {Money("perYear")} a year; the last purchase was {N("daysSince")} days ago, "
                + $"and a task is due from day {N("fromDays")}; {Money("valueAtRisk")} at risk.",
            OfferRuleIds.CheckIn =>
                $"Ordered on {N("purchaseDays")} days, last {N("daysSince")} days ago; "
                + $"asked from {N("fromDays")} to {N("untilDays")} days.",
            OfferRuleIds.Onboarding =>
                $"First purchase {N("daysSince")} days ago, ordered on {N("purchaseDays")} day(s); "
                + $"welcomed within {N("untilDays")} days of the first.",
            OfferRuleIds.Vip => reason.Holds ? "A VIP, and not lapsing." : "Not a VIP, or lapsing.",
            OfferRuleIds.Loyalty => reason.Holds ? "A client, and not lapsing." : "Not a client, or lapsing.",
            OfferRuleIds.Replenishment when !reason.Numbers.ContainsKey("cycleDays") =>
                "No product that the buyer uses up at a known pace.",
            OfferRuleIds.Replenishment =>
                $"Usually orders{What(reason)} every {N("cycleDays")} days, last {N("daysSince")} days ago; "
                + $"a refill is offered from day {N("fromDays")} to {N("untilDays")}.",
            OfferRuleIds.SecondPurchase =>
                $"Ordered on {N("purchaseDays")} day(s), first {N("daysSince")} days ago; "
                + $"a second order is likeliest after {N("peakDays")} days, offered from {N("fromDays")} to {N("untilDays")}.",
            OfferRuleIds.PremiumDelivery =>
                $"Delivery cost {Money("fees")} in the last twelve months over {N("deliveries")} order(s); "
                + $"a year of premium delivery costs {Money("price")} and would have saved {Money("saving")}, "
                + $"next year about {Money("expectedSaving")}."
                + $"{(reason.Numbers.GetValueOrDefault("lapsing") == 1 ? " The buyer is lapsing." : "")}",
            OfferRuleIds.Referral => reason.Holds
                ? $"Answered {N("answer")}; {N("promoterFrom")} or more counts as recommending."
                : "No recommending answer of late.",
            OfferRuleIds.Ceiling => $"Has {N("units")}{Of(reason)}; one person needs {N("ceiling")} at most.",
            OfferRuleIds.Gift =>
                $"{N("giftOrders")} order(s) were gifts, last purchase {N("daysSince")} days ago; offered from {N("fromDays")} days.",
            OfferRuleIds.Successor when !reason.Numbers.ContainsKey("fromDays") =>
                "The buyer does not have enough of any product yet.",
            OfferRuleIds.Successor =>
                $"Last bought{What(reason)} {N("daysSince")} days ago; a successor is offered from day {N("fromDays")}; "
                + $"{N("giftOrders")} order(s) were gifts.",
            OfferRuleIds.Flash =>
                $"Last purchase {N("daysSince")} days ago; offered from {N("fromDays")} to {N("untilDays")} days.",
            OfferRuleIds.WinBack =>
                $"Ordered on {N("purchaseDays")} day(s), last {N("daysSince")} days ago; "
                + $"lapsed past {N("lapseDays")}, asked back until {N("untilDays")}.",
            _ => reason.Rule,
        };
    }

    private static string What(Reason reason) => reason.Product is { } product ? $" {product}" : "";

    private static string Of(Reason reason) => reason.Product is { } product ? $" of {product}" : "";
}

/// <summary>The ids of the offers' rules, as reasons name them.</summary>
public static class OfferRuleIds
{
    public const string Care = "offer.care";
    public const string KeyAccount = "offer.key-account";
    public const string CheckIn = "offer.check-in";
    public const string Onboarding = "offer.onboarding";
    public const string Vip = "offer.vip";
    public const string Loyalty = "offer.loyalty";
    public const string Replenishment = "offer.replenishment";
    public const string SecondPurchase = "offer.second-purchase";
    public const string PremiumDelivery = "offer.premium-delivery";
    public const string Referral = "offer.referral";
    public const string Ceiling = "offer.ceiling";
    public const string Gift = "offer.gift";
    public const string Successor = "offer.successor";
    public const string Flash = "offer.flash";
    public const string WinBack = "offer.win-back";
}
