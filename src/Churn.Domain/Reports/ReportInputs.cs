using Churn.Domain.Privacy;
using Churn.Domain.Shops;

namespace Churn.Domain.Reports;

/// <summary>What a report is made of besides the buyers' counts.</summary>
public sealed record ReportInputs
{
    public required Shop Shop { get; init; }

    /// <summary>The policy that the labels were given by.</summary>
    public required string PolicyVersion { get; init; }

    /// <summary>The model in force and its scorecard.</summary>
    public required ModelFigures Model { get; init; }

    /// <summary>What erasures took out of the ledgers: it stays in the totals.</summary>
    public ErasedTotals Erased { get; init; } = ErasedTotals.None;

    public IReadOnlyList<OfferFigures> Offers { get; init; } = [];

    /// <summary>Why nothing was offered.</summary>
    public IReadOnlyList<NothingOffered> Nothing { get; init; } = [];

    /// <summary>The newest report before this day, whose history goes on; null for the first.</summary>
    public ShopReport? Previous { get; init; }

    /// <summary>The report that this one is compared with: the newest that is a month old or older; null when there is none.</summary>
    public ShopReport? LastMonth { get; init; }
}
