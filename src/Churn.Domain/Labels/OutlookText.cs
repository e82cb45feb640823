using System.Globalization;
using Churn.Domain.Buyers;

namespace Churn.Domain.Labels;

/// <summary>Describes an outlook in sentences for a marketing person.</summary>
public static class OutlookText
{
    private static readonly string[] Numbers = ["No", "One", "Two", "Three", "Four", "Five", "Six"];

    /// <summary>Describes the distance to the next label.</summary>
    /// <param name="asOf">The day of the outlook. If the purchase is possible from this day on, the sentence names no first day.</param>
    public static string Describe(Outlook outlook, DateOnly asOf)
    {
        if (outlook.Next is not { } next)
        {
            return outlook.Relationship >= Relationship.Vip
                ? "There is no further label to reach by purchases."
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"No further label is in reach within {OutlookFinder.MaxPurchases} purchases at the usual gap.");
        }

        var one = outlook.Purchases == 1;
        var worth = next != Relationship.Vip
            ? ""
            : $" of {Text(outlook.ValueEach)} minor units{(one ? "" : " each")} (the buyer's average)";
        return one
            ? $"{(outlook.Relationship == Relationship.None ? "One purchase" : "One more purchase")}"
                + $"{worth}{When(outlook, asOf)} makes {Name(next)}."
            : $"{Numbers[outlook.Purchases]} more purchases{worth} {Days(outlook.GapDays)} apart, "
                + $"the last{When(outlook, asOf)}, make {Name(next)}.";
    }

    /// <summary>Describes what happens without a purchase.</summary>
    public static string DescribeWaiting(Outlook outlook) => outlook is { NextActivity: { } activity, NextActivityOn: { } day }
        ? $"Without a purchase the buyer is {Name(activity)} from {Text(day)}."
        : "Without a purchase nothing changes.";

    private static string When(Outlook outlook, DateOnly asOf)
    {
        var from = outlook.From > asOf ? outlook.From : null;
        return (from, outlook.Until) switch
        {
            (null, null) => "",
            (null, { } until) => $" on or before {Text(until)}",
            ({ } first, null) => $" on or after {Text(first)}",
            ({ } first, { } until) when first == until => $" on {Text(first)}",
            ({ } first, { } until) => $" from {Text(first)} to {Text(until)}",
        };
    }

    private static string Name(Relationship relationship) => relationship switch
    {
        Relationship.Customer => "a customer",
        Relationship.Returning => "a returning buyer",
        Relationship.Client => "a client",
        Relationship.Vip => "a VIP",
        _ => "a key account",
    };

    private static string Name(Activity activity) => activity switch
    {
        Activity.Active => "active",
        Activity.Cooling => "cooling",
        Activity.AtRisk => "at risk",
        _ => "lapsed",
    };

    private static string Text(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    private static string Days(int days) => days == 1 ? "1 day" : $"{Text(days)} days";

    private static string Text(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
