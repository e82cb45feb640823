namespace Churn.Domain.Reports;

/// <summary>What every figure and every table of a report means. docs/reports.md repeats these texts, and a test compares them.</summary>
public static class ReportDefinitions
{
    private const string Rows = "Counted from the buyers' rows, which are a fold of the ledgers.";
    private const string Wilson = " Interval: Wilson (1927), 95 %.";

    /// <summary>The definitions in the order of the report.</summary>
    public static IReadOnlyList<ReportDefinition> All { get; } = [.. Figures(), .. Tables()];

    private static IEnumerable<ReportDefinition> Figures() =>
    [
        new(
            "buyers",
            "Buyers",
            "People with at least one purchase, recognised by an identifier. "
            + "Test, cancelled, wholly refunded and free orders do not count as purchases.",
            "All time, to the day of the report",
            Rows),
        new(
            "orders",
            "Orders",
            "Orders that are purchases, those of anonymous and of erased buyers included.",
            "All time",
            Rows),
        new(
            "revenue",
            "Net revenue",
            "Merchandise without tax and shipping, less the refunded share, in the shop's currency. "
            + "Anonymous and erased buyers are included, orders in other currencies are not.",
            "All time",
            Rows),
        new(
            "orders.anonymous",
            "Anonymous orders",
            "Purchases without any identifier. They count in orders and revenue, but not as buyers.",
            "All time",
            Rows),
        new(
            "revenue.erased",
            "Revenue of erased buyers",
            "Net revenue of buyers who asked to be erased. It is kept as a sum by month that names no buyer.",
            "All time",
            "Sums kept by the erasure."),
        new(
            "repeat.rate",
            "Repeat rate",
            "Buyers with two purchase days or more, out of all buyers. Orders of one day are one purchase. "
            + "The rate mixes old buyers with new ones, who have had no time to come back.",
            "All time, to the day of the report",
            Rows + Wilson),
        new(
            "repeat.within",
            "Repeat rate within a horizon",
            "Of the buyers first seen at least the horizon ago, those who bought again on a later day within it. "
            + "Younger buyers are left out, whether or not they came back.",
            "The horizon shown with the figure, days after the first purchase",
            Rows + Wilson),
        new(
            "churn.rate",
            "Churn rate",
            "Of the buyers with a purchase in the months before, those without any in the months of the horizon. "
            + "Without a contract a shop never sees a buyer leave: the rate says only that these buyers did not buy for so long. "
            + "The horizon is the shortest of 1, 2, 3, 6 and 12 whole calendar months that the median lapse point fits into. "
            + "In a shop too young for that horizon, it is the longest one with a buyer in the months before it, "
            + "and then buyers who are not yet due count too.",
            "The horizon shown with the figure, up to the last whole month, against as many months before it",
            Rows + Wilson),
        new(
            "lapsed.rate",
            "Lapsed",
            "Buyers who are past their own lapse point, out of all buyers.",
            "The day of the report",
            "Labels by the shop's policy." + Wilson),
        new(
            "clients.rate",
            "Clients among buyers",
            "Buyers labelled Client, Vip or KeyAccount, out of all buyers.",
            "The day of the report",
            "Labels by the shop's policy." + Wilson),
        new(
            "clients.revenue",
            "Clients' share of revenue",
            "Net revenue of buyers who are clients or higher on the day of the report, out of the net revenue of all known buyers.",
            "The last twelve whole months, or as many as there are",
            Rows),
        new(
            "clients.variation",
            "Unsteadiness of clients' revenue",
            "Standard deviation (n − 1) of the clients' monthly net revenue, divided by its mean: 0 is perfectly steady.",
            "The last twelve whole months, or as many as there are",
            Rows),
        new(
            "customers.variation",
            "Unsteadiness of other buyers' revenue",
            "The same for known buyers who are not clients.",
            "The last twelve whole months, or as many as there are",
            Rows),
        new(
            "revenue.gini",
            "Gini coefficient of revenue",
            "How unequally net revenue is spread over buyers: 0 if all are equal, towards 1 if one buyer has everything. "
            + "A buyer whose refunds exceed the purchases counts as 0.",
            "All time",
            Rows + " Exact, C. Gini (1912)."),
        new(
            "revenue.top20",
            "Revenue of the best fifth",
            "Share of net revenue that the best 20 % of buyers make; their number is rounded up.",
            "All time",
            Rows),
        new(
            "second.median",
            "Median days to the second order",
            "The first day after the first purchase by which half of the buyers have bought again; "
            + "none if fewer than half were seen to come back.",
            "From the first purchase",
            "Kaplan and Meier (1958): buyers who have not come back yet are counted for as long as they were seen."),
        new(
            "second.best-day",
            "Best day to act",
            "The day before the week with the highest daily rate of second orders among buyers still without one. "
            + "Only weeks of the first year with ten second orders or more are considered.",
            "Days after the first purchase",
            "Second orders per buyer and day at risk, week by week."),
        new(
            "lapse.median",
            "Median lapse point",
            "Half of the buyers count as lapsed after at most this many days without a purchase.",
            "The day of the report",
            "Each buyer's own gaps, shrunk to the shop's policy or model."),
    ];

    private static IEnumerable<ReportDefinition> Tables() =>
    [
        new("labels", "Buyers by label", "Buyers by relationship and activity.", "The day of the report", "Labels by the shop's policy."),
        new(
            "history",
            "Labels over time",
            "Buyers by label on the days with a report: every day of the last 92 days, before that the last reported day of each month.",
            "As far back as there are reports",
            "Former reports; labels as they were given then."),
        new(
            "months",
            "Months",
            "Buyers, orders and net revenue by calendar month of the shop; the month that is not over is marked. "
            + "Clients are the clients of the day of the report.",
            "All time",
            Rows),
        new(
            "cohorts",
            "Cohort retention",
            "Buyers by the month of their first purchase: how many bought in each later month, and how many had come back by then. "
            + "Months that are not over are left out, because they are unknown and not zero.",
            "24 months after the first at most",
            Rows),
        new(
            "retention",
            "Retention, all cohorts",
            "Buyers active in the n-th month after their first, out of the buyers of all cohorts that are old enough.",
            "24 months after the first at most",
            Rows + Wilson),
        new(
            "survival",
            "Days to the second order",
            "Share of buyers without a second purchase after each number of days, with its 95 % band.",
            "The first year after the first purchase",
            "Kaplan and Meier (1958); band on the log(−log) scale, Kalbfleisch and Prentice (2002)."),
        new(
            "hazard",
            "Second orders a day",
            "Second purchases per day and per buyer still without one, week by week.",
            "The first year after the first purchase",
            "Counts per buyer-day." + Wilson),
        new(
            "lapse",
            "Lapse points",
            "Buyers by the days without a purchase after which they count as lapsed.",
            "The day of the report",
            "Each buyer's own gaps, shrunk to the shop's policy or model."),
        new("concentration", "Concentration", "Share of net revenue that the best buyers make.", "All time", Rows),
        new(
            "rfm",
            "RFM",
            "Recency, frequency and monetary scores from 1 to 5 by the shop's own quintiles. "
            + "Equal values always have equal scores, so groups are as uneven as the buyers are.",
            "All time, to the day of the report",
            Rows),
        new(
            "journey",
            "Journey",
            "Of the buyers who reached one step, how many reached the next. The steps are: customer (bought), "
            + "returning (a second order, or a client without one by contract or subscription), client, "
            + "and advocate (a client who speaks for the shop: the latest NPS is 9 or 10, or a referral was redeemed). "
            + "Counted for all buyers, and by the quarter of the first purchase; buyers of recent quarters have had less time. "
            + "The weakest link is the step with the lowest rate. "
            + "As long as no client has answered or brought a friend, nothing is known of the last step.",
            "The day of the report",
            "Labels by the shop's policy, and answers and referrals on the buyers' rows." + Wilson),
        new(
            "offers",
            "Offers",
            "By kind: flagged, held-out (at random), sent and redeemed episodes, "
            + "and the difference of the purchase rates between treated and held-out buyers with its interval. "
            + "Inconclusive is a valid result.",
            "All episodes",
            "The offers' own records; the uplift's method is in docs/model.md."),
        new(
            "nothing",
            "Why nothing was offered",
            "Buyers to whom the last flagging run offered nothing, by reason. "
            + "Of several reasons, that of the offer which came nearest counts. docs/offers.md lists the reasons.",
            "The last day for which offers were flagged",
            "Counted by the flagging run as it decides."),
        new(
            "model",
            "Model",
            "The method in force, and how well it predicted days that it had not seen, against the recency baseline.",
            "The days held back",
            "The shop's scorecard."),
        new(
            "calibration",
            "Calibration",
            "Buyers in tenths, by the probability that the model gave to an order in the days held back: "
            + "the tenth's mean forecast, and the share of it that did order. If the model is right, the two differ by chance only. "
            + "Equal forecasts stay together, so a tenth can be missing.",
            "The days held back",
            "The shop's scorecard." + Wilson),
        new(
            "changes",
            "What changed",
            "Figures against the report of a month ago, and the last whole month's revenue against the month before it, "
            + "each with parts that add up to the change.",
            "A month",
            "Rates: midpoint decomposition of numerator and denominator. "
            + "Revenue: logarithmic mean Divisia index, B. W. Ang (2004)."),
        new(
            "month.revenue",
            "Revenue of the last whole month",
            "Net revenue of the last whole month against the month before: more buyers, more orders a buyer, more value an order.",
            "Two months",
            Rows),
    ];
}

/// <summary>What a figure or a table of a report means.</summary>
/// <param name="Id">The id that figures and tables use.</param>
/// <param name="Name">A few words for a heading.</param>
/// <param name="Text">What is counted, and out of what.</param>
/// <param name="Horizon">The time that the figure covers.</param>
/// <param name="Source">The data that it is computed from, and the author of the method.</param>
public sealed record ReportDefinition(string Id, string Name, string Text, string Horizon, string Source);
