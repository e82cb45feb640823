using Churn.Domain.Buyers;

namespace Churn.Domain.Labels;

/// <summary>
/// Finds the distance to the next label by classifying hypothetical purchases on future days. It repeats no rule, so its answer stays right
/// when the rules change.
/// </summary>
public static class OutlookFinder
{
    /// <summary>Maximum number of purchases to look ahead.</summary>
    public const int MaxPurchases = 6;

    /// <summary>Days over which the last of the purchases is tried, from the first day on which it is possible.</summary>
    public const int HorizonDays = 730;

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
                    Next = run.Label,
                    Purchases = purchases,
                    From = run.From,
                    Until = run.Until,
                    ValueEach = valueEach,
                    GapDays = now.CycleDays,
                };
            }

            // This purchase alone is not enough. Assume it on the buyer's usual day and try one more.
            var usual = before.LastPurchase is { } last && last.DayNumber + now.CycleDays > day.DayNumber
                ? last.AddDays(now.CycleDays)
                : day;
            before = BuyerFold.AddPurchase(before, new Purchase { Day = usual, NetValue = valueEach });
            day = usual.AddDays(1);
        }

        return outlook;
    }

    // The first run of consecutive days on which one more purchase makes a higher label. Until is null if the run reaches the horizon.
    private static (Relationship Label, DateOnly From, DateOnly? Until)? FirstRun(
        BuyerFacts before, Rulebook rulebook, DateOnly first, Relationship now, long valueEach)
    {
        (Relationship Label, DateOnly From)? run = null;
        for (var ahead = 0; ahead <= HorizonDays; ahead++)
        {
            var day = first.AddDays(ahead);
            var after = BuyerFold.AddPurchase(before, new Purchase { Day = day, NetValue = valueEach });
            var label = Classifier.Classify(after, rulebook, day).Relationship;
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

/// <summary>
/// What separates a buyer from the next labels, found by running the classifier on hypothetical purchases and later days.
/// </summary>
public sealed record Outlook
{
    public required Relationship Relationship { get; init; }

    /// <summary>The next label that purchases lead to; null if none is reached within the horizon.</summary>
    public Relationship? Next { get; init; }

    /// <summary>Number of purchases it takes; 0 when there is no next label.</summary>
    public int Purchases { get; init; }

    /// <summary>The first day on which the last of these purchases makes the label.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last such day, inclusive; null if the days last to the end of the horizon.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>The assumed value of each purchase: the buyer's average, net, without discount, minor units.</summary>
    public long ValueEach { get; init; }

    /// <summary>Assumed days between the purchases when more than one is needed.</summary>
    public int GapDays { get; init; }

    /// <summary>The next activity without a purchase; null if it does not change.</summary>
    public Activity? NextActivity { get; init; }

    /// <summary>The first day of the next activity.</summary>
    public DateOnly? NextActivityOn { get; init; }
}
