using System.Collections.Immutable;
using Churn.Domain.Buyers;

namespace Churn.Domain.Reports;

/// <summary>What a report needs of one buyer. All of it stands in the buyer's own row.</summary>
public sealed record ReportBuyer
{
    /// <summary>The orders have no identifier: they count in money and in orders, but not as a buyer.</summary>
    public bool IsAnonymous { get; init; }

    public Relationship Relationship { get; init; }

    /// <summary>Whether the buyer speaks for the shop (<see cref="Buyer.Recommends"/>).</summary>
    public bool Recommends { get; init; }

    /// <summary>Whether <see cref="Recommends"/> is known: the buyer answered the question, or brought a friend.</summary>
    public bool IsHeard { get; init; }

    public Activity Activity { get; init; }

    /// <summary>Days without a purchase after which the buyer has lapsed.</summary>
    public int LapseDays { get; init; }

    public DateOnly? First { get; init; }

    /// <summary>The second purchase day; null if there is none.</summary>
    public DateOnly? Second { get; init; }

    public DateOnly? Last { get; init; }

    public int PurchaseDays { get; init; }

    /// <summary>Net value of all purchases, minor units.</summary>
    public long NetValue { get; init; }

    /// <summary>The months with purchases, ascending.</summary>
    public ImmutableArray<ReportMonth> Months { get; init; } = [];

    /// <summary>Takes from a buyer's row what the report needs.</summary>
    /// <param name="label">The labels as of the day that is reported.</param>
    public static ReportBuyer Of(Buyer buyer, BuyerClass label) => Of(buyer.Facts, label) with
    {
        Recommends = buyer.Recommends,
        IsHeard = buyer.Recommends || buyer.Feedback.Nps is not null,
    };

    /// <summary>Takes from the fold of a ledger what the report needs.</summary>
    /// <param name="label">The labels as of the day that is reported.</param>
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
