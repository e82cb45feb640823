using Churn.Domain.Buyers;
using Churn.Statistics.Uplift;

namespace Churn.Domain.Reports;

/// <summary>
/// Counts of the buyers of a range, from which the shop's report is made. All counts are whole numbers that add up, so the merged counts do
/// not depend on the order in which ranges are counted.
/// </summary>
public sealed class ReportTally(DateOnly asOf)
{
    private static readonly int[] Horizons = [30, 60, 90, 180, 365];
    private static readonly int[] ChurnMonths = [1, 2, 3, 6, 12];

    private readonly Dictionary<TallyKey, long> _counts = [];

    /// <summary>The business date (the shop's) of the report.</summary>
    public DateOnly AsOf { get; } = asOf;

    /// <summary>Recency, frequency and value of the buyers.</summary>
    internal WorthTally Worth { get; } = new();

    /// <summary>The horizons, in days, within which repeat rates are counted.</summary>
    internal static IReadOnlyList<int> RepeatHorizons => Horizons;

    /// <summary>The windows, in months, for which churn is counted.</summary>
    internal static IReadOnlyList<int> ChurnWindows => ChurnMonths;

    /// <summary>Adds a buyer. A buyer without a purchase by the day counts only among the labels.</summary>
    public void Add(ReportBuyer buyer)
    {
        var clients = buyer.Relationship >= Relationship.Client;
        foreach (var month in buyer.Months)
        {
            Put(month, TallyMeasure.Orders, month.Orders);
            Put(month, TallyMeasure.NetValue, month.NetValue);
            if (buyer.IsAnonymous)
            {
                Put(month, TallyMeasure.AnonymousOrders, month.Orders);
                Put(month, TallyMeasure.AnonymousNetValue, month.NetValue);
                continue;
            }

            Put(month, TallyMeasure.Buyers, 1);
            if (clients)
            {
                Put(month, TallyMeasure.ClientBuyers, 1);
                Put(month, TallyMeasure.ClientOrders, month.Orders);
                Put(month, TallyMeasure.ClientNetValue, month.NetValue);
            }
        }

        if (buyer.IsAnonymous)
        {
            return;
        }

        Put(new TallyKey(TallySection.Labels, (long)buyer.Relationship, (long)buyer.Activity), 1);
        if (buyer.First is { } first && first <= AsOf)
        {
            Put(new TallyKey(TallySection.Lapse, buyer.LapseDays), 1);
            var days = Math.Max(0, AsOf.DayNumber - (buyer.Last ?? first).DayNumber);
            Worth.Add(new WorthRow(days, Math.Max(1, buyer.PurchaseDays), buyer.NetValue, 1));
            AddSecond(first, buyer.Second is { } second && second <= AsOf ? second : null);
            AddMonths(buyer);
            Put(new TallyKey(TallySection.Journey, JourneySection.QuarterOf(first), JourneySection.StepsOf(buyer)), 1);
            if (clients && buyer.IsHeard)
            {
                Put(new TallyKey(TallySection.Heard, JourneySection.QuarterOf(first)), 1);
            }
        }
    }

    /// <summary>Adds the counts of another range.</summary>
    /// <exception cref="ArgumentException">The other counts are of another day.</exception>
    public void Merge(ReportTally other)
    {
        if (other.AsOf != AsOf)
        {
            throw new ArgumentException($"Counts of {other.AsOf:O} cannot be added to those of {AsOf:O}.", nameof(other));
        }

        Add(other.Counts, other.Worth.Rows());
    }

    /// <summary>All counts in the order of their keys. Equal counts give equal lists.</summary>
    internal IReadOnlyList<TallyCount> Counts =>
        [.. _counts.OrderBy(pair => pair.Key).Select(pair => new TallyCount(pair.Key.Section, pair.Key.A, pair.Key.B, pair.Value))];

    internal static ReportTally Of(DateOnly asOf, IReadOnlyCollection<TallyCount> counts, IReadOnlyCollection<WorthRow> worth)
    {
        var tally = new ReportTally(asOf);
        tally.Add(counts, worth);
        return tally;
    }

    internal long this[TallySection section, long a, long b = 0] => _counts.GetValueOrDefault(new TallyKey(section, a, b));

    internal long Of(int month, TallyMeasure measure) => this[TallySection.Month, month, (long)measure];

    /// <summary>The counts of a section in the order of their keys.</summary>
    internal IReadOnlyList<KeyValuePair<TallyKey, long>> All(TallySection section) =>
        [.. _counts.Where(pair => pair.Key.Section == section).OrderBy(pair => pair.Key)];

    /// <summary>The share of the counts with second number 1, out of those with 0 and with 1.</summary>
    internal Proportion Share(TallySection section, long a) =>
        new((int)this[section, a, 1], (int)(this[section, a, 0] + this[section, a, 1]));

    private void Add(IReadOnlyCollection<TallyCount> counts, IReadOnlyCollection<WorthRow> worth)
    {
        foreach (var (section, a, b, count) in counts)
        {
            Put(new TallyKey(section, a, b), count);
        }

        Worth.AddRange(worth);
    }

    private void AddSecond(DateOnly first, DateOnly? second)
    {
        var gap = (second ?? AsOf).DayNumber - first.DayNumber;
        Put(new TallyKey(TallySection.Second, gap, second is null ? 0 : 1), 1);
        foreach (var horizon in Horizons.Where(days => first.DayNumber + days <= AsOf.DayNumber))
        {
            Put(new TallyKey(TallySection.Within, horizon, second is not null && gap <= horizon ? 1 : 0), 1);
        }
    }

    private void AddMonths(ReportBuyer buyer)
    {
        if (buyer.Months.IsDefaultOrEmpty)
        {
            return;
        }

        var cohort = buyer.Months[0].Month;
        var days = 0;
        foreach (var month in buyer.Months)
        {
            Put(new TallyKey(TallySection.Active, cohort, month.Month), 1);
            foreach (var needed in new[] { 1, 2, 3 }.Where(n => days < n && days + month.Days >= n))
            {
                Put(new TallyKey(TallySection.Reached, needed, month.Month), 1);
            }

            days += month.Days;
        }

        if (buyer.Months.Length > 1)
        {
            Put(new TallyKey(TallySection.Returned, cohort, buyer.Months[1].Month), 1);
        }

        // The month that is not over is left out: buyers without a purchase in it may still buy.
        var end = ReportMonth.Of(AsOf.AddDays(1));
        foreach (var window in ChurnMonths)
        {
            if (buyer.Months.Any(month => month.Month >= end - (2 * window) && month.Month < end - window))
            {
                var kept = buyer.Months.Any(month => month.Month >= end - window && month.Month < end);
                Put(new TallyKey(TallySection.Churn, window, kept ? 0 : 1), 1);
            }
        }
    }

    private void Put(ReportMonth month, TallyMeasure measure, long amount) =>
        Put(new TallyKey(TallySection.Month, month.Month, (long)measure), amount);

    // A sum of 0 is not kept; otherwise equal counts could differ in their bytes.
    private void Put(TallyKey key, long amount)
    {
        var sum = checked(_counts.GetValueOrDefault(key) + amount);
        if (sum == 0)
        {
            _counts.Remove(key);
        }
        else
        {
            _counts[key] = sum;
        }
    }
}
