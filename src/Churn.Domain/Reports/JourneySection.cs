using Churn.Domain.Classification;
using Churn.Statistics.Uplift;

namespace Churn.Domain.Reports;

/// <summary>How far buyers have come: each step includes those who went further, so that the weakest link shows.</summary>
internal static class JourneySection
{
    private static readonly (string Name, Relationship Least)[] Stages =
        [("customer", Relationship.Customer), ("returning", Relationship.Returning), ("client", Relationship.Client), ("advocate", Relationship.Vip)];

    internal static IReadOnlyList<JourneyStep> Of(ReportTally tally)
    {
        var labels = tally.All(TallySection.Labels);
        var reached = Stages.Select(stage => labels.Where(pair => pair.Key.A >= (long)stage.Least).Sum(pair => pair.Value)).ToArray();
        return [.. Enumerable.Range(1, Stages.Length - 1).Select(i => Step(Stages[i - 1].Name, Stages[i].Name, reached[i], reached[i - 1]))];
    }

    private static JourneyStep Step(string from, string to, long reached, long of)
    {
        var share = new Proportion((int)reached, (int)of);
        var interval = WilsonInterval.For(share);
        return new JourneyStep(from, to, reached, of, share.Rate, interval?.Lower, interval?.Upper);
    }
}
