using System.Globalization;
using Churn.Domain.Buyers;

namespace Churn.Domain.Labels;

/// <summary>
/// Describes a reason in a sentence for a marketing person. Amounts are in minor units, because a reason does not know the currency.
/// </summary>
public static class ReasonText
{
    public static string Describe(Reason reason)
    {
        string N(string name) => reason.Numbers.TryGetValue(name, out var value) ? value.ToString("N0", CultureInfo.InvariantCulture) : "?";
        return reason.Rule switch
        {
            Rules.Purchases => $"Ordered on {N("purchaseDays")} day(s), {N("ownDays")} of them for own need; "
                + $"returning takes {N("returningAt")}, a client {N("clientAt")} for own need.",
            Rules.Tenure => $"First and last purchase lie {N("tenureDays")} days apart; a client has at least {N("neededDays")}.",
            Rules.Regularity =>
                $"The gaps between purchases vary by {N("variationPercent")} %; a client's by at most {N("atMostPercent")} %.",
            Rules.FullPrice =>
                $"{N("discountedPercent")} % of the purchases were discounted; a client's are at most {N("atMostPercent")} %.",
            Rules.Subscription => reason.Holds
                ? $"The last subscription order is {N("daysSince")} days old: the subscription is running."
                : $"The last subscription order is {N("daysSince")} days old, more than {N("runsForDays")}: the subscription has ended.",
            Rules.Contract => Contract(reason, N),
            Rules.StepDown => reason.Holds
                ? $"Was a VIP until {N("daysSince")} days ago and stays a client for {N("forDays")} days: one step down at a time."
                : $"Was a VIP until {N("daysSince")} days ago; the {N("forDays")} days as a client are over.",
            Rules.VipValue => $"Worth {N("lastYear")} in this month and the twelve before, net, minor units; "
                + $"a VIP at least {N("neededPerYear")}{Grace(reason, N, "lastYear", "neededPerYear")}. "
                + "Nothing predicted yet: the policy's value decides.",
            Rules.VipPredicted => $"Predicted to be worth {N("value")} in the next year, minor units; "
                + $"a VIP at least {N("needed")}{Grace(reason, N, "value", "needed")}.",
            Rules.Lapse => $"Last purchase {N("daysSince")} days ago; "
                + $"usual gap {N("cycleDays")} days, at risk from {N("atRiskDays")}, lapsed past {N("lapseDays")}.",
            Rules.WonBack => reason.Holds
                ? $"Came back {N("daysSince")} days ago after {N("awayDays")} days, "
                    + $"more than the {N("lapseDays")} after which a buyer has lapsed; counts as won back for {N("forDays")} days."
                : $"Came back after {N("awayDays")} days away; the {N("forDays")} days as won back are over.",
            Rules.Gifts => $"{N("gifts")} of {N("purchases")} purchase(s) were gifts, which are not the buyer's own need.",
            Rules.Ceiling => reason.Holds
                ? $"Has {N("units")} of a product; a buyer needs no more than {N("ceiling")}."
                : $"Has {N("units")} of a product; a buyer may need up to {N("ceiling")}.",
            Rules.Attention => Attention(reason, N),
            _ => OfferReasonText.Describe(reason),
        };
    }

    private static string Contract(Reason reason, Func<string, string> n)
    {
        var renewal = reason.Numbers.ContainsKey("renewalPercent") ? $"; renewed with a probability of {n("renewalPercent")} %" : "";
        var left = reason.Numbers.GetValueOrDefault("daysLeft");
        var ended = (-left).ToString("N0", CultureInfo.InvariantCulture);
        return left >= 0 ? $"The contract runs for {n("daysLeft")} more days, renewed {n("renewals")} time(s){renewal}."
            : reason.Holds ? $"The contract ended {ended} days ago and may be renewed within {n("graceDays")}{renewal}."
            : $"The contract ended {ended} days ago, more than {n("graceDays")}, and was not renewed.";
    }

    private static string Grace(Reason reason, Func<string, string> n, string now, string needed) =>
        reason.Holds && reason.Numbers.GetValueOrDefault(now) < reason.Numbers.GetValueOrDefault(needed)
            ? $"; was {n("before")} within the grace of {n("graceMonths")} months" : "";

    private static string Attention(Reason reason, Func<string, string> n) => (Priority)reason.Numbers.GetValueOrDefault("priority") switch
    {
        _ when reason.Numbers.GetValueOrDefault("singleBusinessOrder") == 1 =>
            $"A business's single order, worth {n("value")}: medium priority at most until the second one.",
        Priority.High when reason.Numbers.GetValueOrDefault("value") >= reason.Numbers.GetValueOrDefault("large") =>
            $"High priority: worth {n("value")} so far, minor units, where {n("large")} is large.",
        var priority => $"{priority} priority by relationship and activity.",
    };
}
