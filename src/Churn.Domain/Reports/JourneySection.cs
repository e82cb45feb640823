using System.Globalization;
using Churn.Domain.Buyers;
using Churn.Statistics.Uplift;

namespace Churn.Domain.Reports;

/// <summary>
/// How far buyers have come, each step including the buyers who went further. It is counted for all buyers, so that the weakest link shows,
/// and for the buyers of each quarter, so that it shows whether that link gets better.
/// </summary>
internal static class JourneySection
{
    private const int Quarters = 12;

    private static readonly string[] Stages = ["customer", "returning", "client", "advocate"];

    /// <summary>Numbers quarters in order: four times the year, plus 0 to 3 for the quarter.</summary>
    internal static int QuarterOf(DateOnly day) => (4 * day.Year) + ((day.Month - 1) / 3);

    /// <summary>
    /// The steps that a buyer has made: 1 for a second order or a label that needs none, 2 for a client, 3 for a client who speaks for the
    /// shop.
    /// </summary>
    internal static int StepsOf(ReportBuyer buyer) => buyer switch
    {
        { Relationship: >= Relationship.Client, Recommends: true } => 3,
        { Relationship: >= Relationship.Client } => 2,
        { Relationship: >= Relationship.Returning } => 1,
        _ => 0,
    };

    internal static IReadOnlyList<JourneyStep> Of(ReportTally tally) =>
        Steps(tally.All(TallySection.Journey), tally.All(TallySection.Heard).Count > 0);

    /// <summary>The latest three years by quarter of the first purchase.</summary>
    internal static IReadOnlyList<JourneyPeriod> Periods(ReportTally tally) =>
    [
        .. tally.All(TallySection.Journey).GroupBy(pair => (int)pair.Key.A)
            .Where(quarter => quarter.Key > QuarterOf(tally.AsOf) - Quarters)
            .Select(quarter => new JourneyPeriod(
                string.Create(CultureInfo.InvariantCulture, $"{quarter.Key / 4}-Q{(quarter.Key % 4) + 1}"),
                Steps(quarter, tally[TallySection.Heard, quarter.Key] > 0))),
    ];

    /// <summary>The step that the lowest known rate leads to; null if no buyer has bought.</summary>
    internal static string? Weakest(IReadOnlyList<JourneyStep> steps) =>
        steps.Where(step => step.Rate is not null).MinBy(step => step.Rate)?.To;

    // If no client was ever asked, it is unknown how many clients speak for the shop, which is not the same as none.
    private static IReadOnlyList<JourneyStep> Steps(IEnumerable<KeyValuePair<TallyKey, long>> counts, bool areHeard)
    {
        var all = counts.ToList();
        var reached = Stages.Select((_, steps) => all.Where(pair => pair.Key.B >= steps).Sum(pair => pair.Value)).ToArray();
        return
        [
            .. Enumerable.Range(1, Stages.Length - 1)
                .Select(i => Step(Stages[i - 1], Stages[i], reached[i], reached[i - 1], areHeard || i < Stages.Length - 1)),
        ];
    }

    private static JourneyStep Step(string from, string to, long reached, long of, bool isKnown)
    {
        var share = new Proportion((int)reached, (int)of);
        var interval = isKnown ? WilsonInterval.For(share) : null;
        return new JourneyStep(from, to, reached, of, isKnown ? share.Rate : null, interval?.Lower, interval?.Upper);
    }
}
