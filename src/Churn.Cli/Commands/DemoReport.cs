using System.Globalization;
using Churn.Domain.Buyers;
using Churn.Domain.Labels;
using Churn.Domain.Offers;

namespace Churn.Cli.Commands;

/// <summary>Prints the demo's clients and offers with their reasons.</summary>
internal static class DemoReport
{
    private const int Shown = 5;

    public static void Write(TextWriter output, string currency, IReadOnlyList<Buyer> buyers, IReadOnlyList<Offer> offers)
    {
        WriteCounts(output, buyers);
        var clients = buyers.Where(buyer => buyer.Class.Relationship >= Relationship.Client)
            .OrderByDescending(buyer => buyer.Facts.NetValue).ToList();
        output.WriteLine();
        output.WriteLine(
            $"{clients.Count} of {buyers.Count} buyers have become clients; the {Math.Min(Shown, clients.Count)} with most revenue:");
        foreach (var buyer in clients.Take(Shown))
            WriteClient(output, currency, buyer);

        foreach (var kind in offers.GroupBy(offer => offer.Kind).OrderBy(group => group.Key))
        {
            output.WriteLine();
            output.WriteLine($"{kind.Count()} are ready for a {OfferKinds.NameOf(kind.Key)} offer, such as");
            foreach (var offer in kind.OrderBy(offer => offer.CustomerId, StringComparer.Ordinal).Take(Shown))
            {
                output.WriteLine($"  customer {offer.CustomerId}, until {offer.ExpiresOn:yyyy-MM-dd}, because");
                WriteReasons(output, offer.Reasons);
            }
        }

        WriteNearMisses(output, buyers);
    }

    private static void WriteCounts(TextWriter output, IReadOnlyList<Buyer> buyers)
    {
        var activities = buyers.Select(buyer => buyer.Class.Activity).Distinct().Order().ToList();
        output.WriteLine();
        output.WriteLine($"{"",-12}{string.Concat(activities.Select(activity => $"{activity,10}"))}{"all",10}");
        foreach (var group in buyers.GroupBy(buyer => buyer.Class.Relationship).OrderBy(group => group.Key))
        {
            var cells = activities.Select(activity => $"{group.Count(buyer => buyer.Class.Activity == activity),10}");
            output.WriteLine($"{group.Key,-12}{string.Concat(cells)}{group.Count(),10}");
        }
    }

    private static void WriteClient(TextWriter output, string currency, Buyer buyer)
    {
        var value = string.Create(CultureInfo.InvariantCulture, $"{buyer.Facts.NetValue / 100m:N2} {currency}");
        output.WriteLine(
            $"  customer {buyer.Facts.CustomerId}: {buyer.Class.Relationship}, {buyer.Class.Activity}, "
            + $"{buyer.Facts.PurchaseDays} purchases in {buyer.Facts.TenureDays} days, {value}");
        WriteReasons(output, buyer.Class.Reasons);
    }

    /// <summary>Prints the most frequent buyers that are not yet clients, with what they lack.</summary>
    private static void WriteNearMisses(TextWriter output, IReadOnlyList<Buyer> buyers)
    {
        var near = buyers.Where(buyer => buyer.Class.Relationship == Relationship.Returning)
            .OrderByDescending(buyer => buyer.Facts.PurchaseDays)
            .ThenBy(buyer => buyer.Facts.CustomerId, StringComparer.Ordinal)
            .Take(Shown)
            .ToList();
        if (near.Count == 0)
            return;
        output.WriteLine();
        output.WriteLine("The most frequent buyers that are not yet clients, with the reasons:");
        foreach (var buyer in near)
        {
            var missing = buyer.Class.Reasons
                .Where(reason => !reason.Holds && reason.Rule is not (Rules.Subscription or Rules.VipValue))
                .Select(ReasonText.Describe);
            output.WriteLine($"  customer {buyer.Facts.CustomerId}: {string.Join(' ', missing)}");
        }
    }

    private static void WriteReasons(TextWriter output, IEnumerable<Reason> reasons)
    {
        foreach (var reason in reasons.Where(reason => reason.Holds))
            output.WriteLine($"    {ReasonText.Describe(reason)}");
    }
}
