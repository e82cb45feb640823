using System.Globalization;
using Churn.Domain.Classification;
using Churn.Statistics.Uplift;

namespace Churn.Domain.Reports;

/// <summary>
/// How far buyers have come, each step including those who went further: of all, and of those who came in each quarter, so that the weakest link shows, and
/// whether it gets better.
/// </summary>
internal static class JourneySection
{
    private const int Quarters = 12;

    private static readonly string[] Stages = ["customer", "returning", "client", "advocate"];

    /// <summary>Four times the year and 0 to 3 for the quarter.</summary>
    internal static int QuarterOf(DateOnly day) => (4 * day.Year) + ((day.Month - 1) / 3);

    /// <summary>Steps that a buyer has made: a second order, or what makes a client without one; a client; a client who speaks for the shop.</summary>
    internal static int StepsOf(ReportBuyer buyer) => buyer switch
    {
        { Relationship: >= Relationship.Client, Recommends: true } => 3,
        { Relationship: >= Relationship.Client } => 2,
        { Relationship: >= Relationship.Returning } => 1,
        _ => 0,
    };

    internal static IReadOnlyList<JourneyStep> Of(ReportTally tally) => Steps(tally.All(TallySection.Journey), tally.All(TallySection.Heard).Count > 0);

    /// <summary>The latest three years by quarter of the first purchase.</summary>
    internal static IReadOnlyList<JourneyPeriod> Periods(ReportTally tally) =>
    [
        .. tally.All(TallySection.Journey).GroupBy(pair => (int)pair.Key.A).Where(quarter => quarter.Key > QuarterOf(tally.AsOf) - Quarters)
            .Select(quarter => new JourneyPeriod(
                string.Create(CultureInfo.InvariantCulture, $"{quarter.Key / 4}-Q{(quarter.Key % 4) + 1}"), Steps(quarter, tally[TallySection.Heard, quarter.Key] > 0))),
    ];

    /// <summary>Where the step with the lowest known rate leads to; null: nobody has bought.</summary>
    internal static string? Weakest(IReadOnlyList<JourneyStep> steps) => steps.Where(step => step.Rate is not null).MinBy(step => step.Rate)?.To;

    // Where no client was ever asked, that none speaks for the shop is not known, which is not the same as none.
    private static IReadOnlyList<JourneyStep> Steps(IEnumerable<KeyValuePair<TallyKey, long>> counts, bool areHeard)
    {
        var all = counts.ToList();
        var reached = Stages.Select((_, steps) => all.Where(pair => pair.Key.B >= steps).Sum(pair => pair.Value)).ToArray();
        return [.. Enumerable.Range(1, Stages.Length - 1).Select(i => Step(Stages[i - 1], Stages[i], reached[i], reached[i - 1], areHeard || i < Stages.Length - 1))];
    }

    private static JourneyStep Step(string from, string to, long reached, long of, bool isKnown)
    {
        var share = new Proportion((int)reached, (int)of);
        var interval = isKnown ? WilsonInterval.For(share) : null;
        return new JourneyStep(from, to, reached, of, isKnown ? share.Rate : null, interval?.Lower, interval?.Upper);
    }
}
