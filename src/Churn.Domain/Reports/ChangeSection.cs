using System.Globalization;
using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.Domain.Reports;

/// <summary>What changed since the last report, and how much each cause contributed.</summary>
internal static class ChangeSection
{
    private static readonly HashSet<string> ByLabel =
    [
        "lapsed.rate", "clients.rate", "clients.revenue", "clients.variation", "customers.variation", "lapse.median", "churn.rate",
    ];

    internal static IReadOnlyList<ReportChange> Of(
        ReportInputs inputs, IReadOnlyList<MonthFigures> months, IReadOnlyList<ReportFigure> figures)
    {
        var changes = new List<ReportChange>();
        var whole = months.Where(month => month.IsComplete).TakeLast(2).ToList();
        if (whole.Count == 2)
        {
            changes.Add(Revenue(whole[0], whole[1]));
        }

        if (inputs.LastMonth is not { } before)
        {
            return changes;
        }

        var then = before.Figures.ToDictionary(figure => (figure.Id, figure.HorizonDays));
        foreach (var now in figures)
        {
            if (then.TryGetValue((now.Id, now.HorizonDays), out var was) && was.Value is { } old && now.Value is { } value && old != value)
            {
                changes.Add(new ReportChange(
                    now.Id, now.Unit, now.HorizonDays, before.AsOf, old, value,
                    Causes(was, now, inputs.Shop), [.. Notes(before, inputs, now.Id)]));
            }
        }

        return changes;
    }

    /// <summary>
    /// Revenue is the product of buyers, orders a buyer and value an order. This splits its change into one part for each, by the
    /// logarithmic mean Divisia index in its additive form (B. W. Ang, Energy Policy 32, 2004). The parts add up to the change without a
    /// remainder.
    /// </summary>
    private static ReportChange Revenue(MonthFigures before, MonthFigures after)
    {
        var (old, now) = (Known(before), Known(after));
        var causes = new List<ReportCause>();
        if (old is { Buyers: > 0, Orders: > 0, Money: > 0 } && now is { Buyers: > 0, Orders: > 0, Money: > 0 })
        {
            var mean = now.Money == old.Money ? now.Money : (now.Money - old.Money) / Math.Log(now.Money / old.Money);
            var (oftenOld, oftenNow) = (old.Orders / old.Buyers, now.Orders / now.Buyers);
            var (worthOld, worthNow) = (old.Money / old.Orders, now.Money / now.Orders);
            causes.Add(new(
                "buyers",
                mean * Math.Log(now.Buyers / old.Buyers),
                $"{Word(now.Buyers, old.Buyers, "More", "Fewer", "As many")} buyers bought."));
            causes.Add(new(
                "frequency",
                mean * Math.Log(oftenNow / oftenOld),
                $"A buyer bought {Word(oftenNow, oftenOld, "more", "less", "as")} often in the month."));
            causes.Add(new(
                "basket",
                mean * Math.Log(worthNow / worthOld),
                $"An order was worth {Word(worthNow, worthOld, "more", "less", "as much")}."));
        }
        else if (now.Money != old.Money)
        {
            causes.Add(new("buyers", now.Money - old.Money, "One of the months has no revenue of known buyers to take apart."));
        }

        AddIfAny(causes, "anonymous", after.AnonymousNetValue - before.AnonymousNetValue, "Purchases without any identifier.");
        AddIfAny(causes, "erased", after.ErasedNetValue - before.ErasedNetValue, "Purchases whose buyers were erased.");
        return new ReportChange(
            "month.revenue", "money", null, before.Month, before.NetValue, after.NetValue, causes,
            [$"Compares the month from {after.Month:yyyy-MM-dd} with the month before it."]);
    }

    private static string Word(double now, double old, string more, string less, string same) =>
        now > old ? more : now < old ? less : same;

    private static void AddIfAny(List<ReportCause> causes, string id, long amount, string text)
    {
        if (amount != 0)
        {
            causes.Add(new ReportCause(id, amount, text));
        }
    }

    private static (double Buyers, double Orders, double Money) Known(MonthFigures month) =>
        (month.Buyers, month.KnownOrders, month.NetValue - month.AnonymousNetValue - month.ErasedNetValue);

    // Splits the change of n/d: the change of n counts at the mean of 1/d, and the change of 1/d at the mean of n. The two add up exactly.
    private static IReadOnlyList<ReportCause> Causes(ReportFigure was, ReportFigure now, Shop shop)
    {
        if (now.Unit != "rate" || was is not { Count: { } n0, Of: > 0 and var d0 } || now is not { Count: { } n1, Of: > 0 and var d1 })
        {
            return [];
        }

        return
        [
            new("counted", (n1 - n0) * ((1.0 / d0) + (1.0 / d1)) / 2, $"{Text(n0)} then and {Text(n1)} now are counted."),
            new("of", (n0 + n1) / 2.0 * ((1.0 / d1) - (1.0 / d0)), $"They are counted out of {Text(d0)} then and {Text(d1)} now."),
        ];

        // The clients' share of revenue counts money, the other rates count buyers.
        string Text(long number)
        {
            if (now.Id != "clients.revenue")
            {
                return number.ToString("N0", CultureInfo.InvariantCulture);
            }

            var decimals = Currencies.Decimals(shop.Currency);
            var amount = (number / (decimal)Math.Pow(10, decimals)).ToString($"N{decimals}", CultureInfo.InvariantCulture);
            return $"{amount} {shop.Currency}";
        }
    }

    private static IEnumerable<string> Notes(ShopReport before, ReportInputs inputs, string figure)
    {
        if (ByLabel.Contains(figure) && before.PolicyVersion != inputs.PolicyVersion)
        {
            yield return $"The policy changed from {before.PolicyVersion} to {inputs.PolicyVersion}.";
        }

        if (ByLabel.Contains(figure) && before.Model.Version != inputs.Model.Version)
        {
            yield return $"The model changed from {before.Model.Version} to {inputs.Model.Version}.";
        }
    }
}
