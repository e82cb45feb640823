using System.Globalization;
using System.Text;
using Churn.Domain.Buyers;

namespace Churn.Simulation.Simulating;

/// <summary>Writes a simulation as text, with one line per month in each table. Equal results give equal texts.</summary>
internal static class SimulationReport
{
    public static string Write(SimulationResult result)
    {
        var text = new StringBuilder();
        var played = string.Create(CultureInfo.InvariantCulture, $"{result.Orders} orders and {result.Refunds} refunds");
        var nights = string.Create(
            CultureInfo.InvariantCulture, $"{result.Nights} nights, one every {result.EveryDays} day(s) and after each month");
        Line(text, $"Shop {result.Shop}, {result.BusinessModel}, {result.Currency}: {played}, {nights}.");
        WriteClasses(text, result.Months);
        WriteActivities(text, result.Months);
        WriteJourney(text, result.Months);
        WriteOffers(text, result);
        WriteScorecards(text, result.Months);
        return text.ToString();
    }

    private static void WriteClasses(StringBuilder text, IReadOnlyList<SimulatedMonth> months)
    {
        Relationship[] labels = [Relationship.Customer, Relationship.Returning, Relationship.Client, Relationship.Vip];
        var columns = string.Concat(labels.Select(label => $"{label,11}"));
        Head(text, "Buyers by relationship at the end of the month", $"{"month",-9}{columns}{"all",11}");
        foreach (var month in months)
        {
            var counts = string.Concat(labels.Select(label => $"{month.Relationships.GetValueOrDefault(label.ToString()),11}"));
            Line(text, $"{month.Month,-9}{counts}{month.Buyers,11}");
        }
    }

    private static void WriteActivities(StringBuilder text, IReadOnlyList<SimulatedMonth> months)
    {
        var labels = Enum.GetValues<Activity>()
            .Where(label => months.Any(month => month.Activities.ContainsKey(label.ToString())))
            .ToList();
        Head(text, "The same by activity", $"{"month",-9}{string.Concat(labels.Select(label => $"{label,11}"))}");
        foreach (var month in months)
        {
            var counts = string.Concat(labels.Select(label => $"{month.Activities.GetValueOrDefault(label.ToString()),11}"));
            Line(text, $"{month.Month,-9}{counts}");
        }
    }

    private static void WriteJourney(StringBuilder text, IReadOnlyList<SimulatedMonth> months)
    {
        Head(text, "The journey so far: how many reached each step, and of those who reached the step before",
            $"{"month",-9}{"bought",11}{"again",11}{"rate",9}{"clients",11}{"rate",9}{"VIPs",11}{"rate",9}");
        foreach (var (month, journey) in months.Select(month => (month.Month, month.Journey)))
        {
            var (second, client, vip) = (Percent(journey.SecondOrderRate), Percent(journey.ClientRate), Percent(journey.VipRate));
            Line(
                text,
                $"{month,-9}{journey.Bought,11}{journey.BoughtAgain,11}{second,9}{journey.Clients,11}{client,9}{journey.Vips,11}{vip,9}");
        }
    }

    private static void WriteOffers(StringBuilder text, SimulationResult result)
    {
        var kinds = result.Offers.Select(offers => offers.Kind).ToList();
        Head(text, "Offers flagged in the month + held out", $"{"month",-9}{string.Concat(kinds.Select(kind => $"{kind,17}"))}");
        foreach (var month in result.Months)
            Line(text, $"{month.Month,-9}{string.Concat(kinds.Select(kind => $"{Both(month.Offers, kind),17}"))}");
        Line(text, $"{"all",-9}{string.Concat(kinds.Select(kind => $"{Both(result.Offers, kind),17}"))}");
    }

    private static void WriteScorecards(StringBuilder text, IReadOnlyList<SimulatedMonth> months)
    {
        Head(text, "The model, and its forecast of the last days beside the recency baseline's", $"{"month",-9}{"tier",-9}why");
        foreach (var month in months)
        {
            Line(text, $"{month.Month,-9}{month.Model.Tier,-9}{month.Model.Why}");
            foreach (var criterion in month.Model.Criteria)
            {
                var verdict = criterion.Passed ? "passed" : "not passed";
                Line(
                    text,
                    $"{"",-18}{criterion.Name}: model {Number(criterion.Model)}, recency {Number(criterion.Recency)}, {verdict}");
            }
        }
    }

    private static string Both(IEnumerable<SimulatedOffers> offers, string kind) =>
        offers.FirstOrDefault(one => one.Kind == kind) is { } found
            ? string.Create(CultureInfo.InvariantCulture, $"{found.Flagged} + {found.HeldOut}")
            : "-";

    private static string Percent(double? rate) => rate is { } value ? value.ToString("P1", CultureInfo.InvariantCulture) : "-";

    private static string Number(double? value) => value is { } number ? number.ToString("0.####", CultureInfo.InvariantCulture) : "-";

    private static void Head(StringBuilder text, string title, FormattableString columns)
    {
        text.Append('\n').Append(title).Append('\n');
        Line(text, columns);
    }

    private static void Line(StringBuilder text, FormattableString line) =>
        text.Append(line.ToString(CultureInfo.InvariantCulture).TrimEnd()).Append('\n');
}
