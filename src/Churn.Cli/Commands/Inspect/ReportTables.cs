using System.Globalization;
using Churn.Domain.Buyers;
using Churn.Domain.Reports;
using Spectre.Console;

namespace Churn.Cli.Commands.Inspect;

/// <summary>Prints a report as tables in the terminal, with the same contents as the dashboard.</summary>
internal static class ReportTables
{
    private const int CohortsShown = 13;
    private const int PeriodsShown = 12;

    public static void Write(IAnsiConsole console, ShopReport report)
    {
        var numbers = new ReportNumbers(report);
        var names = report.Definitions.ToDictionary(definition => definition.Id, definition => definition.Name);
        var basis = $"Policy {report.PolicyVersion}, model {report.Model.Version} ({report.Model.Tier}). {report.Model.Why}";
        console.MarkupLineInterpolated(
            CultureInfo.InvariantCulture, $"[bold]{report.Shop}[/] as of {report.AsOf:yyyy-MM-dd}. {basis}");
        Table[] tables =
        [
            Figures(report, numbers, names),
            Labels(report),
            Journey(report),
            Cohorts(report),
            Offers(report),
            Model(report),
            Calibration(report),
        ];
        foreach (var table in tables)
        {
            if (table.Rows.Count > 0)
                console.Write(table);
        }

        Changes(console, report, numbers, names);
    }

    private static Table Figures(ShopReport report, ReportNumbers numbers, Dictionary<string, string> names)
    {
        var table = Titled("Figures", "Figure", "Value", "95 % interval", "Count", "Horizon");
        foreach (var figure in report.Figures)
        {
            table.AddRow(
                Markup.Escape(names[figure.Id]),
                numbers.Of(figure.Unit, figure.Value),
                ReportNumbers.Between(numbers.Of(figure.Unit, figure.Low), numbers.Of(figure.Unit, figure.High)),
                figure is { Count: { } count, Of: { } of } ? $"{ReportNumbers.Whole(count)} of {ReportNumbers.Whole(of)}" : "",
                figure.HorizonDays is { } days ? $"{days} days" : "");
        }

        return table;
    }

    private static Table Labels(ShopReport report)
    {
        var activities = Enum.GetNames<Activity>().Where(activity => report.Labels.Any(label => label.Activity == activity)).ToList();
        var table = Titled("Buyers by label", ["", .. activities, "all"]);
        foreach (var relationship in Enum.GetNames<Relationship>().Where(name => report.Labels.Any(label => label.Relationship == name)))
        {
            var own = report.Labels.Where(label => label.Relationship == relationship).ToList();
            var counts = activities.Select(activity => own.Where(label => label.Activity == activity).Sum(label => label.Buyers));
            table.AddRow(
                [relationship, .. counts.Select(ReportNumbers.Whole), ReportNumbers.Whole(own.Sum(label => label.Buyers))]);
        }

        return table;
    }

    private static Table Journey(ShopReport report)
    {
        var table = Titled("Journey", "From", "To", "Came as far", "Rate", "95 % interval");
        foreach (var step in report.Journey)
        {
            table.AddRow(
                step.From,
                step.To == report.WeakestLink ? $"{step.To}, the weakest link" : step.To,
                $"{ReportNumbers.Whole(step.Reached)} of {ReportNumbers.Whole(step.Of)}",
                ReportNumbers.Share(step.Rate),
                ReportNumbers.Between(ReportNumbers.Share(step.Low), ReportNumbers.Share(step.High)));
        }

        return table;
    }

    private static Table Cohorts(ShopReport report)
    {
        var periods = Math.Min(PeriodsShown, report.Cohorts.Select(cohort => cohort.Active.Count).DefaultIfEmpty().Max());
        var table = Titled(
            "Cohort retention, percent active in each month after the first",
            ["Cohort", "Buyers", .. Enumerable.Range(1, periods).Select(period => period.ToString(CultureInfo.InvariantCulture))]);
        foreach (var cohort in report.Cohorts.TakeLast(CohortsShown).Where(cohort => cohort.Size > 0))
        {
            var cells = Enumerable.Range(0, periods).Select(i => i < cohort.Active.Count
                ? (100.0 * cohort.Active[i] / cohort.Size).ToString("0", CultureInfo.InvariantCulture)
                : "");
            table.AddRow([cohort.Month.ToString("yyyy-MM", CultureInfo.InvariantCulture), ReportNumbers.Whole(cohort.Size), .. cells]);
        }

        return table;
    }

    private static Table Offers(ShopReport report)
    {
        var table = Titled("Offers", "Kind", "Flagged", "Held out", "Sent", "Redeemed", "Uplift", "95 % interval", "Verdict");
        foreach (var kind in report.Offers)
        {
            table.AddRow(
                kind.Kind,
                ReportNumbers.Whole(kind.Flagged),
                ReportNumbers.Whole(kind.HeldOut),
                ReportNumbers.Whole(kind.Sent),
                ReportNumbers.Whole(kind.Redeemed),
                ReportNumbers.Share(kind.Uplift),
                ReportNumbers.Between(ReportNumbers.Share(kind.Low), ReportNumbers.Share(kind.High)),
                kind.Verdict);
        }

        return table;
    }

    private static Table Model(ShopReport report)
    {
        var table = Titled("Model against the baselines", "Criterion", "Model", "Recency", "Own rate", "Passed");
        foreach (var score in report.Model.Scores)
            table.AddRow(score.Criterion, Number(score.Model), Number(score.Recency), Number(score.OwnRate), score.Passed ? "yes" : "no");
        return table;
    }

    private static Table Calibration(ShopReport report)
    {
        var table = Titled("Calibration: forecast and actual share of orders", "Tenth", "Forecast", "Ordered", "95 % interval", "Buyers");
        foreach (var tenth in report.Model.Calibration)
        {
            table.AddRow(
                tenth.Decile.ToString(CultureInfo.InvariantCulture),
                ReportNumbers.Share(tenth.Predicted),
                ReportNumbers.Share(tenth.Observed),
                ReportNumbers.Between(ReportNumbers.Share(tenth.Low), ReportNumbers.Share(tenth.High)),
                ReportNumbers.Whole(tenth.Buyers));
        }

        return table;
    }

    private static void Changes(IAnsiConsole console, ShopReport report, ReportNumbers numbers, Dictionary<string, string> names)
    {
        foreach (var change in report.Changes)
        {
            var (before, after) = (numbers.Of(change.Unit, change.Before), numbers.Of(change.Unit, change.After));
            console.MarkupLineInterpolated(
                CultureInfo.InvariantCulture, $"[bold]{names[change.Figure]}[/]: {before} to {after} since {change.Since:yyyy-MM-dd}");
            foreach (var line in change.Causes.Select(cause => cause.Text).Concat(change.Notes))
                console.WriteLine($"  {line}");
        }
    }

    private static string Number(double? value) => value?.ToString("0.000", CultureInfo.InvariantCulture) ?? "–";

    private static Table Titled(string title, params string[] columns)
    {
        var table = new Table().Title(Markup.Escape(title)).AddColumns([.. columns.Select(Markup.Escape)]);
        for (var i = 1; i < columns.Length; i++)
            table.Columns[i].RightAligned().NoWrap();
        return table;
    }
}
