namespace Churn.Domain.Reports;

/// <summary>A shop on a day, in figures and tables that each carry a definition. Money in minor units of <see cref="Currency"/>.</summary>
public sealed record ShopReport
{
    /// <summary>Version of this form.</summary>
    public int V { get; init; } = 1;

    public required string Shop { get; init; }

    /// <summary>The business date (the shop's), at whose end all of it holds.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>Decimals of the currency: how many digits of an amount stand behind the point.</summary>
    public required int Decimals { get; init; }

    public required string PolicyVersion { get; init; }

    public required ModelFigures Model { get; init; }

    public required IReadOnlyList<ReportFigure> Figures { get; init; }

    /// <summary>Of every figure and every table.</summary>
    public required IReadOnlyList<ReportDefinition> Definitions { get; init; }

    public required IReadOnlyList<LabelCount> Labels { get; init; }

    /// <summary>Labels of this day and of former reports: daily for 92 days, before that the last of each month.</summary>
    public required IReadOnlyList<LabelDay> History { get; init; }

    public required IReadOnlyList<MonthFigures> Months { get; init; }

    public required IReadOnlyList<CohortFigures> Cohorts { get; init; }

    public required IReadOnlyList<CohortAverage> Retention { get; init; }

    public required SecondOrderFigures SecondOrder { get; init; }

    public required LapseFigures Lapse { get; init; }

    public required ConcentrationFigures Concentration { get; init; }

    /// <summary>Null without buyers.</summary>
    public required RfmFigures? Rfm { get; init; }

    public required IReadOnlyList<JourneyStep> Journey { get; init; }

    /// <summary>The same by quarter of the first purchase, the latest three years.</summary>
    public IReadOnlyList<JourneyPeriod> JourneyPeriods { get; init; } = [];

    /// <summary>Where the step of the lowest known rate leads to; null: nobody has bought.</summary>
    public string? WeakestLink { get; init; }

    public required IReadOnlyList<OfferFigures> Offers { get; init; }

    /// <summary>To how many buyers nothing was offered, by why.</summary>
    public IReadOnlyList<NothingOffered> NothingOffered { get; init; } = [];

    public required IReadOnlyList<ReportChange> Changes { get; init; }
}
