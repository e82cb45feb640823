using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.Domain.Reports;

/// <summary>What a report is made of, besides the buyers' counts.</summary>
public sealed record ReportInputs
{
    public required Shop Shop { get; init; }

    /// <summary>The version of the policy that gave the labels.</summary>
    public required string PolicyVersion { get; init; }

    /// <summary>The model in force and its scorecard.</summary>
    public required ModelFigures Model { get; init; }

    /// <summary>What erasures took out of the ledgers; it stays in the report's totals.</summary>
    public ErasedTotals Erased { get; init; } = ErasedTotals.None;

    public IReadOnlyList<OfferFigures> Offers { get; init; } = [];

    /// <summary>The reasons why nothing was offered, with their numbers of buyers.</summary>
    public IReadOnlyList<NothingOffered> Nothing { get; init; } = [];

    /// <summary>The newest report before this day; its history is continued. Null for the first report.</summary>
    public ShopReport? Previous { get; init; }

    /// <summary>The report that this one is compared with: the newest that is at least a month old; null if there is none.</summary>
    public ShopReport? LastMonth { get; init; }
}
