using Churn.Domain.Buyers;
using Churn.Statistics.Descriptive;
using Churn.Statistics.Uplift;

namespace Churn.Domain.Reports;

/// <summary>The single numbers of a report.</summary>
internal sealed class FigureSection(ReportTally tally, IReadOnlyList<MonthFigures> months, WorthColumns buyers)
{
    /// <summary>The whole months over which the clients' share and the steadiness are computed.</summary>
    private const int SplitMonths = 12;

    internal IReadOnlyList<ReportFigure> All(SecondOrderFigures second, LapseFigures lapse, ConcentrationFigures concentration) =>
    [
        new("buyers", "buyers", buyers.Purchases.Length),
        new("orders", "orders", months.Sum(month => month.Orders)),
        new("revenue", "money", months.Sum(month => month.NetValue)),
        new("orders.anonymous", "orders", months.Sum(month => tally.Of(ReportMonth.Of(month.Month), TallyMeasure.AnonymousOrders))),
        new("revenue.erased", "money", months.Sum(month => month.ErasedNetValue)),
        Rate("repeat.rate", new Proportion(buyers.Purchases.Count(days => days > 1), buyers.Purchases.Length)),
        .. ReportTally.RepeatHorizons.Select(days => Rate("repeat.within", tally.Share(TallySection.Within, days), days)),
        Churn(lapse),
        Rate("lapsed.rate", Labelled(pair => pair.Key.B == (long)Activity.Lapsed)),
        Rate("clients.rate", Labelled(pair => pair.Key.A >= (long)Relationship.Client)),
        .. Split(),
        new("revenue.gini", "ratio", concentration.Gini),
        new("revenue.top20", "rate", concentration.Lorenz.FirstOrDefault(point => point.Buyers == 0.2)?.Revenue),
        new("second.median", "days", second.MedianDay),
        new("second.best-day", "days", second.BestDay),
        new("lapse.median", "days", lapse.MedianDays),
    ];

    private static ReportFigure Rate(string id, Proportion share, int? horizonDays = null)
    {
        var interval = WilsonInterval.For(share);
        return new ReportFigure(id, "rate", share.Rate, share.Successes, share.Trials, interval?.Lower, interval?.Upper, horizonDays);
    }

    private Proportion Labelled(Func<KeyValuePair<TallyKey, long>, bool> holds)
    {
        var bought = tally.All(TallySection.Labels).Where(pair => pair.Key.A >= (long)Relationship.Customer).ToList();
        return new Proportion((int)bought.Where(holds).Sum(pair => pair.Value), (int)bought.Sum(pair => pair.Value));
    }

    // The shortest counted window that the median lapse point fits into: a shorter one would call buyers lost who are not yet due. A shop
    // that is too young for that window is shown the longest one with a buyer in the months before it, which tells it more than no figure.
    private ReportFigure Churn(LapseFigures lapse)
    {
        var windows = ReportTally.ChurnWindows;
        var end = ReportMonth.FirstDay(ReportMonth.Of(tally.AsOf.AddDays(1)));
        var days = windows.Select(window => end.DayNumber - end.AddMonths(-window).DayNumber).ToArray();
        var fitting = Array.FindIndex(days, length => length >= (lapse.MedianDays ?? 0));
        var chosen = fitting < 0 ? windows.Count - 1 : fitting;
        while (chosen > 0 && tally.Share(TallySection.Churn, windows[chosen]).Trials == 0)
        {
            chosen--;
        }

        return Rate("churn.rate", tally.Share(TallySection.Churn, windows[chosen]), days[chosen]);
    }

    private IEnumerable<ReportFigure> Split()
    {
        var whole = months.Where(month => month.IsComplete).TakeLast(SplitMonths).ToList();
        var clients = whole.Select(month => month.ClientNetValue).ToArray();
        var customers = whole
            .Select(month => month.NetValue - month.ClientNetValue - month.AnonymousNetValue - month.ErasedNetValue).ToArray();
        var split = RevenueSplit.Of(clients, customers);
        yield return new ReportFigure("clients.revenue", "rate", split.ClientShare, clients.Sum(), clients.Sum() + customers.Sum());
        yield return new ReportFigure("clients.variation", "ratio", split.Clients.CoefficientOfVariation, Of: whole.Count);
        yield return new ReportFigure("customers.variation", "ratio", split.Customers.CoefficientOfVariation, Of: whole.Count);
    }
}
