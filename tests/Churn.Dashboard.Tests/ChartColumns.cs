using Churn.Domain.Reports;

namespace Churn.Dashboard.Tests;

/// <summary>The numbers that the charts' files must hold, taken from the report.</summary>
internal static class ChartColumns
{
    private const int MonthsShown = 36;

    private static readonly string[] Labels = ["KeyAccount", "Vip", "Client", "Returning", "Customer"];

    /// <summary>The names of all charts of the page.</summary>
    public static IReadOnlyList<string> Charts { get; } =
    [
        "cohorts",
        "journey",
        "history",
        "survival",
        "hazard",
        "months",
        "concentration",
        "offers",
        "model",
        "calibration",
        "lapse",
        "rfm",
    ];

    public static IEnumerable<(string Chart, string Heading, IEnumerable<double?> Numbers)> Of(ShopReport report) =>
    [
        ("cohorts", "active", report.Cohorts.SelectMany(cohort => cohort.Active).Select(active => (double?)active)),
        ("cohorts", "rate", report.Cohorts.SelectMany(cohort => cohort.Active.Select(active => (double?)((double)active / cohort.Size)))),
        ("journey", "buyers who came as far", report.Journey.Select(step => (double?)step.Reached).Prepend(report.Journey[0].Of)),
        (
            "history",
            "buyers",
            report.History.SelectMany(day => Labels.Select(label => (double?)day.Relationships.GetValueOrDefault(label)))
        ),
        ("survival", "without second order", report.SecondOrder.Survival.Select(point => (double?)point.Survival)),
        ("survival", "low", report.SecondOrder.Survival.Select(point => point.Low)),
        ("hazard", "second orders", report.SecondOrder.Hazard.Where(week => week.BuyerDays > 0).Select(week => (double?)week.Events)),
        ("months", "net revenue", report.Months.TakeLast(MonthsShown).Select(month => (double?)(month.NetValue / 100.0))),
        ("months", "of clients", report.Months.TakeLast(MonthsShown).Select(month => (double?)(month.ClientNetValue / 100.0))),
        ("concentration", "share of revenue", report.Concentration.Lorenz.Select(share => (double?)share.Revenue)),
        ("offers", "flagged", report.Offers.Select(kind => (double?)kind.Flagged)),
        ("offers", "uplift", report.Offers.Select(kind => kind.Uplift)),
        ("offers", "high", report.Offers.Select(kind => kind.High)),
        ("model", "model", report.Model.Scores.Select(score => score.Model)),
        ("calibration", "forecast", report.Model.Calibration.Select(tenth => (double?)tenth.Predicted)),
        ("calibration", "ordered", report.Model.Calibration.Select(tenth => (double?)tenth.Observed)),
        ("lapse", "buyers", report.Lapse.Points.Select(point => (double?)point.Buyers)),
        ("rfm", "net revenue", report.Rfm!.Cells.Select(cell => (double?)(cell.NetValue / 100.0))),
    ];
}
