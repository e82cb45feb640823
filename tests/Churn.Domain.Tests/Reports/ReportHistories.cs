using Churn.Domain.Buyers;
using Churn.Domain.Reports;

namespace Churn.Domain.Tests.Reports;

/// <summary>Random buyers of a shop, with the purchase days that their rows were folded from.</summary>
internal static class ReportHistories
{
    public static readonly DateOnly AsOf = new(2026, 4, 20);

    public static IReadOnlyList<(ReportBuyer Buyer, int[] Days)> Random(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => One(random))];
    }

    public static ReportBuyer Of(
        IEnumerable<(DateOnly Day, long Value)> orders, Relationship relationship = Relationship.Customer, int lapseDays = 90)
    {
        var all = orders.OrderBy(order => order.Day).ToList();
        var days = all.Select(order => order.Day).Distinct().ToList();
        return new ReportBuyer
        {
            Relationship = relationship,
            Activity = Activity.Active,
            LapseDays = lapseDays,
            First = days[0],
            Second = days.Count > 1 ? days[1] : null,
            Last = days[^1],
            PurchaseDays = days.Count,
            NetValue = all.Sum(order => order.Value),
            Months = [.. all.GroupBy(order => ReportMonth.Of(order.Day)).Select(month => new ReportMonth(
                month.Key,
                month.Select(order => order.Day).Distinct().Count(),
                month.Count(),
                month.Sum(order => order.Value)))],
        };
    }

    private static (ReportBuyer Buyer, int[] Days) One(Random random)
    {
        var orders = new List<(DateOnly Day, long Value)>();
        for (var day = AsOf.AddDays(-random.Next(900)); day <= AsOf && orders.Count < 30; day = day.AddDays(random.Next(120)))
        {
            orders.Add((day, random.Next(0, 20_000)));
            if (random.Next(3) == 0)
            {
                break;
            }
        }

        var days = orders.Select(order => order.Day.DayNumber).ToArray();
        var relationship = days.Length > 4 ? Relationship.Client : days.Length > 1 ? Relationship.Returning : Relationship.Customer;
        return (Of(orders, relationship, 30 + random.Next(200)), days);
    }
}
