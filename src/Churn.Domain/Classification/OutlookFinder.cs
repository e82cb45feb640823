using Churn.Domain.Buyers;

namespace Churn.Domain.Classification;

/// <summary>
/// Finds the distance to the next label by classifying hypothetical purchases on future days: no rule is told here a second time, so the answer is
/// right whatever the rules become.
/// </summary>
public static class OutlookFinder
{
    /// <summary>Purchases looked ahead at most.</summary>
    public const int MaxPurchases = 6;

    /// <summary>Days the last of the purchases is looked for, from the first day it could be.</summary>
    public const int HorizonDays = 730;

    /// <param name="facts">What the ledger says.</param>
    /// <param name="rulebook">The shop's rulebook and what it learned.</param>
    /// <param name="asOf">The day (the shop's) to look ahead from.</param>
    public static Outlook Find(BuyerFacts facts, Rulebook rulebook, DateOnly asOf)
    {
        var now = Classifier.Classify(facts, rulebook, asOf);
        var outlook = WithActivity(new Outlook { Relationship = now.Relationship }, facts, rulebook, asOf, now);
        if (now.Relationship >= Relationship.Vip)
        {
            return outlook;
        }

        var valueEach = facts.NetValue / Math.Max(1, facts.PurchaseOrders - facts.ForeignCurrencyOrders);
        var before = facts;
        var day = asOf;
        for (var purchases = 1; purchases <= MaxPurchases; purchases++)
        {
            if (FirstRun(before, rulebook, day, now.Relationship, valueEach) is { } run)
            {
                return outlook with
                {
                    Next = run.Label, Purchases = purchases, From = run.From, Until = run.Until, ValueEach = valueEach, GapDays = now.CycleDays,
                };
            }

            // Not with this one alone: let it come when the buyer usually would, and look for the next.
            var usual = before.LastPurchase is { } last && last.DayNumber + now.CycleDays > day.DayNumber ? last.AddDays(now.CycleDays) : day;
            before = BuyerFold.AddPurchase(before, new Purchase { Day = usual, NetValue = valueEach });
            day = usual.AddDays(1);
        }

        return outlook;
    }

    // The first days in a row on which one more purchase makes a further label; open at the end when they reach the horizon.
    private static (Relationship Label, DateOnly From, DateOnly? Until)? FirstRun(
        BuyerFacts before, Rulebook rulebook, DateOnly first, Relationship now, long valueEach)
    {
        (Relationship Label, DateOnly From)? run = null;
        for (var ahead = 0; ahead <= HorizonDays; ahead++)
        {
            var day = first.AddDays(ahead);
            var label = Classifier.Classify(BuyerFold.AddPurchase(before, new Purchase { Day = day, NetValue = valueEach }), rulebook, day).Relationship;
            if (run is { } begun && label < begun.Label)
            {
                return (begun.Label, begun.From, day.AddDays(-1));
            }

            run ??= label > now ? (label, day) : null;
        }

        return run is { } open ? (open.Label, open.From, null) : null;
    }

    private static Outlook WithActivity(Outlook outlook, BuyerFacts facts, Rulebook rulebook, DateOnly asOf, BuyerClass now)
    {
        for (var ahead = 1; now.Activity is not (Activity.None or Activity.Lapsed) && ahead <= now.LapseDays + 1; ahead++)
        {
            var activity = Classifier.Classify(facts, rulebook, asOf.AddDays(ahead)).Activity;
            if (activity != now.Activity)
            {
                return outlook with { NextActivity = activity, NextActivityOn = asOf.AddDays(ahead) };
            }
        }

        return outlook;
    }
}
