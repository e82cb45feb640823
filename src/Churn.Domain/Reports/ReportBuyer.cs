using System.Collections.Immutable;
using Churn.Domain.Buyers;
using Churn.Domain.Classification;

namespace Churn.Domain.Reports;

/// <summary>What a report needs of one buyer: all of it stands in the buyer's own row.</summary>
public sealed record ReportBuyer
{
    /// <summary>Nobody is known behind the orders: they count in money and in orders, and nowhere as a buyer.</summary>
    public bool IsAnonymous { get; init; }

    public Relationship Relationship { get; init; }

    /// <summary>Speaks for the shop (<see cref="Buyer.Recommends"/>).</summary>
    public bool Recommends { get; init; }

    /// <summary>Whether they do is known: they were asked and answered, or brought a friend.</summary>
    public bool IsHeard { get; init; }

    public Activity Activity { get; init; }

    /// <summary>Days without a purchase after which the buyer has lapsed.</summary>
    public int LapseDays { get; init; }

    public DateOnly? First { get; init; }

    /// <summary>The second purchase day; null until there is one.</summary>
    public DateOnly? Second { get; init; }

    public DateOnly? Last { get; init; }

    public int PurchaseDays { get; init; }

    /// <summary>Net value of all purchases, minor units.</summary>
    public long NetValue { get; init; }

    /// <summary>Months with purchases, ascending, the first to the last.</summary>
    public ImmutableArray<ReportMonth> Months { get; init; } = [];

    /// <summary>What the row says of the buyer.</summary>
    /// <param name="buyer">The row.</param>
    /// <param name="label">As of the day that is reported.</param>
    public static ReportBuyer Of(Buyer buyer, BuyerClass label) => Of(buyer.Facts, label) with
    {
        Recommends = buyer.Recommends,
        IsHeard = buyer.Recommends || buyer.Feedback.Nps is not null,
    };

    /// <summary>What the ledger says of the buyer.</summary>
    /// <param name="facts">The ledger's fold.</param>
    /// <param name="label">As of the day that is reported.</param>
    public static ReportBuyer Of(BuyerFacts facts, BuyerClass label) => new()
    {
        IsAnonymous = facts.IsAnonymous,
        Relationship = label.Relationship,
        Activity = label.Activity,
        LapseDays = label.LapseDays,
        First = facts.FirstPurchase,
        Second = facts.SecondPurchase,
        Last = facts.LastPurchase,
        PurchaseDays = facts.PurchaseDays,
        NetValue = facts.NetValue,
        Months = [.. facts.Months.Select(month => new ReportMonth(ReportMonth.Of(month.Month), month.Days, month.Orders, month.NetValue))],
    };
}
