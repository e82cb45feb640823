using System.Globalization;
using Churn.Domain.Offers;

namespace Churn.Domain.Classification;

/// <summary>Says a reason in a sentence that a marketing person can read.</summary>
public static class ReasonText
{
    public static string Describe(Reason reason)
    {
        string N(string name) => reason.Numbers.TryGetValue(name, out var value) ? value.ToString("N0", CultureInfo.InvariantCulture) : "?";
        return reason.Rule switch
        {
            Rules.Purchases => $"Ordered on {N("purchaseDays")} day(s); returning takes {N("returningAt")}, a client {N("clientAt")}.",
            Rules.Tenure => $"First and last purchase lie {N("tenureDays")} days apart; a client has at least {N("neededDays")}.",
            Rules.Regularity => $"The gaps between purchases vary by {N("variationPercent")} %; a client's by at most {N("atMostPercent")} %.",
            Rules.FullPrice => $"{N("discountedPercent")} % of the purchases were discounted; a client's are at most {N("atMostPercent")} %.",
            Rules.Subscription => reason.Holds
                ? $"The last subscription order is {N("daysSince")} days old: the subscription is running."
                : "No running subscription.",
            Rules.VipValue => $"Worth {N("perYear")} a year in minor units, net; a VIP at least {N("neededPerYear")}.",
            Rules.Lapse => $"Last purchase {N("daysSince")} days ago; usual gap {N("cycleDays")} days, at risk from {N("atRiskDays")}, lapsed past {N("lapseDays")}.",
            _ => OfferReasonText.Describe(reason),
        };
    }
}
