namespace Churn.Domain.Reports;

/// <summary>
/// A shop on one day, in figures and tables that each have a definition. Money is in minor units of <see cref="Currency"/>.
/// </summary>
public sealed record ShopReport
{
    /// <summary>Version of the report's form.</summary>
    public int V { get; init; } = 1;

    public required string Shop { get; init; }

    /// <summary>The business date (the shop's). The report describes the end of that day.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>The currency's ISO 4217 code.</summary>
    public required string Currency { get; init; }

    /// <summary>How many digits of an amount stand behind the decimal point.</summary>
    public required int Decimals { get; init; }

    public required string PolicyVersion { get; init; }

    public required ModelFigures Model { get; init; }

    public required IReadOnlyList<ReportFigure> Figures { get; init; }

    /// <summary>The definitions of all figures and tables.</summary>
    public required IReadOnlyList<ReportDefinition> Definitions { get; init; }

    public required IReadOnlyList<LabelCount> Labels { get; init; }

    /// <summary>Labels of this day and of former reports: daily for 92 days, before that the last report of each month.</summary>
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

    /// <summary>The journey by quarter of the first purchase, the latest three years.</summary>
    public IReadOnlyList<JourneyPeriod> JourneyPeriods { get; init; } = [];

    /// <summary>The step that the lowest known rate leads to; null if no buyer has bought.</summary>
    public string? WeakestLink { get; init; }

    public required IReadOnlyList<OfferFigures> Offers { get; init; }

    /// <summary>How many buyers were offered nothing, by reason.</summary>
    public IReadOnlyList<NothingOffered> NothingOffered { get; init; } = [];

    public required IReadOnlyList<ReportChange> Changes { get; init; }
}

/// <summary>All cohorts that are old enough, taken together: buyers active in the period-th month after their first.</summary>
public sealed record CohortAverage(int Period, long Active, long Size, double Rate, double Low, double High);

/// <summary>The buyers whose first purchase fell into one month, and how many of them bought in each later whole month.</summary>
/// <param name="Month">The first day of the month.</param>
/// <param name="Size">The number of buyers.</param>
/// <param name="IsComplete">False while the month is not over and the cohort still grows.</param>
/// <param name="Active">Buyers with a purchase in the 1st, 2nd, ... month after it; months that are not over are left out.</param>
/// <param name="Returned">Buyers with a purchase in any later month, up to and including the 1st, 2nd, ... month after it.</param>
public sealed record CohortFigures(DateOnly Month, long Size, bool IsComplete, IReadOnlyList<long> Active, IReadOnlyList<long> Returned);

/// <summary>How unequally revenue is spread over buyers.</summary>
/// <param name="Buyers">The number of buyers; a buyer whose refunds exceed the purchases counts as 0.</param>
/// <param name="Gini">0: all equal; towards 1: one buyer has everything.</param>
/// <param name="Lorenz">Share of revenue of the best buyers, by share of buyers.</param>
/// <param name="BuyersForHalf">The fewest buyers who together make half of the revenue.</param>
public sealed record ConcentrationFigures(int Buyers, double? Gini, IReadOnlyList<TopShare> Lorenz, int? BuyersForHalf);

/// <summary>
/// Second orders per buyer and day in a range of days after the first order, both ends included, with a 95 % interval.
/// </summary>
public sealed record HazardWindow(int FromDay, int ToDay, int Events, long BuyerDays, double PerDay, double Low, double High);

/// <summary>How far the buyers of one quarter have come.</summary>
/// <param name="Quarter">The quarter of their first purchase, <c>2026-Q1</c>.</param>
/// <param name="Steps">The same steps as those of all buyers.</param>
public sealed record JourneyPeriod(string Quarter, IReadOnlyList<JourneyStep> Steps);

/// <summary>
/// A step of the journey: of the buyers who reached <paramref name="From"/>, how many reached <paramref name="To"/>. The rate is null if it
/// is not known.
/// </summary>
public sealed record JourneyStep(string From, string To, long Reached, long Of, double? Rate, double? Low, double? High);

/// <summary>Buyers with one combination of labels.</summary>
public sealed record LabelCount(string Relationship, string Activity, long Buyers);

/// <summary>How many buyers had each label on a day with a report.</summary>
public sealed record LabelDay(DateOnly AsOf, IReadOnlyDictionary<string, long> Relationships, IReadOnlyDictionary<string, long> Activities);

/// <summary>The lapse points of the buyers: the days after which a buyer counts as lapsed.</summary>
/// <param name="MedianDays">Half of the buyers have a lapse point of at most this many days.</param>
/// <param name="Points">All lapse points with their numbers of buyers, in at most fifty groups.</param>
public sealed record LapseFigures(int? MedianDays, IReadOnlyList<LapseGroup> Points);

/// <summary>Buyers whose lapse point lies in a range of days, both ends included.</summary>
public sealed record LapseGroup(int FromDays, int ToDays, long Buyers);

/// <summary>Buyers to whom nothing was offered, for one reason. A buyer counts for the reason of the offer that came nearest.</summary>
/// <param name="Why">The reason's id; docs/offers.md lists them.</param>
/// <param name="Text">The reason in a sentence.</param>
/// <param name="AsOf">The day of the flagging run that counted.</param>
public sealed record NothingOffered(string Why, string Text, DateOnly AsOf, long Buyers);

/// <summary>Offers of one kind, and their measured effect.</summary>
/// <param name="Kind">The kind's name as the offers' API writes it.</param>
/// <param name="Flagged">Flagged episodes, without those held out.</param>
/// <param name="HeldOut">Episodes held out at random, to compare with.</param>
/// <param name="Sent">Flagged episodes that were reported as sent.</param>
/// <param name="Redeemed">Flagged episodes that were reported as redeemed.</param>
/// <param name="Treated">Buyers whose first offer of the kind has its outcome, sent or not. The uplift is measured on them.</param>
/// <param name="Compared">Held-out buyers that they are compared with.</param>
/// <param name="Uplift">Difference of the purchase rates, treated less held out; null if an arm has no buyers.</param>
/// <param name="Low">Lower limit of the uplift's interval.</param>
/// <param name="High">Upper limit of the uplift's interval.</param>
public sealed record OfferFigures(
    string Kind,
    long Flagged,
    long HeldOut,
    long Sent,
    long Redeemed,
    int Treated,
    int Compared,
    double? Uplift,
    double? Low,
    double? High,
    string Verdict);

/// <summary>A part of a figure's change, in the unit of the figure. The parts add up to the change.</summary>
public sealed record ReportCause(string Id, double Amount, string Text);

/// <summary>What a figure was, what it is, and what made the difference.</summary>
/// <param name="Figure">The figure's id, or <c>month.revenue</c> for a month's revenue.</param>
/// <param name="Unit">As in <see cref="ReportFigure.Unit"/>.</param>
/// <param name="HorizonDays">As in <see cref="ReportFigure.HorizonDays"/>.</param>
/// <param name="Since">The day of the report compared with, or the first day of the month compared with.</param>
/// <param name="Causes">Parts that add up to the difference; empty if it cannot be split.</param>
/// <param name="Notes">What else changed in between and affects the figure, such as the policy.</param>
public sealed record ReportChange(
    string Figure,
    string Unit,
    int? HorizonDays,
    DateOnly Since,
    double Before,
    double After,
    IReadOnlyList<ReportCause> Causes,
    IReadOnlyList<string> Notes);

/// <summary>One number of a report.</summary>
/// <param name="Id">The figure's id, which is also the id of its definition.</param>
/// <param name="Unit">
/// The unit of <paramref name="Value"/>: <c>rate</c> (0 to 1), <c>buyers</c>, <c>orders</c>, <c>money</c> (minor units), <c>days</c> or
/// <c>ratio</c>.
/// </param>
/// <param name="Value">Null if there is nothing to compute it from.</param>
/// <param name="Count">Of a rate: how many it counts.</param>
/// <param name="Of">Of a rate: out of how many.</param>
/// <param name="Low">Lower limit of the 95 % interval; null if there is none.</param>
/// <param name="High">Upper limit of the 95 % interval; null if there is none.</param>
/// <param name="HorizonDays">Days that the figure looks back or ahead; null if the definition fixes them.</param>
public sealed record ReportFigure(
    string Id,
    string Unit,
    double? Value,
    long? Count = null,
    long? Of = null,
    double? Low = null,
    double? High = null,
    int? HorizonDays = null);

/// <summary>The buyers with one combination of scores, and their net value in minor units.</summary>
public sealed record RfmCell(int Recency, int Frequency, int Monetary, long Buyers, long NetValue);

/// <summary>Recency, frequency and monetary scores, 1 (worst) to 5. Equal values have equal scores.</summary>
/// <param name="RecencyDays">Scores 5, 4, 3, 2 take buyers whose last purchase is at most this many days ago.</param>
/// <param name="Purchases">Scores 2 to 5 take buyers with more purchase days than this.</param>
/// <param name="NetValue">Scores 2 to 5 take buyers with more net value than this, minor units.</param>
/// <param name="Cells">Every combination of scores that occurs.</param>
public sealed record RfmFigures(
    IReadOnlyList<long> RecencyDays, IReadOnlyList<long> Purchases, IReadOnlyList<long> NetValue, IReadOnlyList<RfmCell> Cells);

/// <summary>When buyers come back for the first time.</summary>
/// <param name="Buyers">Buyers that the curve is made of.</param>
/// <param name="Events">Of those, buyers who were seen to come back.</param>
/// <param name="MedianDay">The first day by which half have come back; null if fewer than half were seen to.</param>
/// <param name="Best">
/// The week with the highest daily rate of second orders among buyers still without one; null if there are too few second orders to say.
/// </param>
/// <param name="BestDay">The day before that week begins, the best one to act on.</param>
/// <param name="Survival">The curve's steps up to day 365.</param>
/// <param name="Hazard">The rates week by week up to day 364.</param>
public sealed record SecondOrderFigures(
    int Buyers,
    int Events,
    int? MedianDay,
    HazardWindow? Best,
    int? BestDay,
    IReadOnlyList<SurvivalPoint> Survival,
    IReadOnlyList<HazardWindow> Hazard);

/// <summary>The share of buyers without a second order after a day, with its 95 % band; the band is null where it is not defined.</summary>
public sealed record SurvivalPoint(int Day, int AtRisk, int Events, double Survival, double? Low, double? High);

/// <summary>The share of revenue that a share of the best buyers makes; both 0 to 1.</summary>
public sealed record TopShare(double Buyers, double Revenue);
