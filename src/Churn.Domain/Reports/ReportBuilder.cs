using Churn.Domain.Buyers;
using Churn.Domain.Orders;

namespace Churn.Domain.Reports;

/// <summary>Builds a shop's report: a pure function of the merged counts and the other inputs of the day.</summary>
public static class ReportBuilder
{
    /// <summary>The last days for which the labels of every report stay in the history.</summary>
    private const int DailyDays = 92;

    /// <param name="tally">The merged counts of all ranges.</param>
    /// <param name="inputs">Everything else.</param>
    public static ShopReport Build(ReportTally tally, ReportInputs inputs)
    {
        var buyers = new WorthColumns(tally.Worth);
        var journey = JourneySection.Of(tally);
        var months = MonthSection.Of(tally, inputs.Erased);
        var cohorts = CohortSection.Of(tally);
        var (second, lapse, concentration) = (SecondOrderSection.Of(tally), LapseSection.Of(tally), WorthSection.Concentration(buyers));
        var figures = new FigureSection(tally, months, buyers).All(second, lapse, concentration);
        var labels = tally.All(TallySection.Labels)
            .Select(pair => new LabelCount(((Relationship)pair.Key.A).ToString(), ((Activity)pair.Key.B).ToString(), pair.Value)).ToList();
        return new ShopReport
        {
            Shop = inputs.Shop.Id.Value,
            AsOf = tally.AsOf,
            Currency = inputs.Shop.Currency,
            Decimals = Currencies.Decimals(inputs.Shop.Currency),
            PolicyVersion = inputs.PolicyVersion,
            Model = inputs.Model,
            Figures = figures,
            Definitions = ReportDefinitions.All,
            Labels = labels,
            History = History(inputs.Previous, tally.AsOf, labels),
            Months = months,
            Cohorts = cohorts,
            Retention = CohortSection.Average(cohorts),
            SecondOrder = second,
            Lapse = lapse,
            Concentration = concentration,
            Rfm = WorthSection.Rfm(buyers),
            Journey = journey,
            JourneyPeriods = JourneySection.Periods(tally),
            WeakestLink = JourneySection.Weakest(journey),
            Offers = inputs.Offers,
            NothingOffered = inputs.Nothing,
            Changes = ChangeSection.Of(inputs, months, figures),
        };
    }

    private static IReadOnlyList<LabelDay> History(ShopReport? previous, DateOnly asOf, List<LabelCount> labels)
    {
        var today = new LabelDay(asOf, Sum(labels, label => label.Relationship), Sum(labels, label => label.Activity));
        var before = (previous?.History ?? []).Where(day => day.AsOf < asOf).ToList();
        var kept = before.Where((day, i) => day.AsOf.DayNumber > asOf.DayNumber - DailyDays || i == before.Count - 1
            || ReportMonth.Of(before[i + 1].AsOf) != ReportMonth.Of(day.AsOf));
        return [.. kept, today];
    }

    private static SortedDictionary<string, long> Sum(List<LabelCount> labels, Func<LabelCount, string> name) =>
        new(labels.GroupBy(name).ToDictionary(group => group.Key, group => group.Sum(label => label.Buyers)), StringComparer.Ordinal);
}
