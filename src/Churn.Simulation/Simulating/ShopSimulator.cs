using System.Globalization;
using Churn.Domain.Buyers;
using Churn.Domain.Labels.Scores;
using Churn.Domain.Offers;
using Churn.Simulation.Replay;

namespace Churn.Simulation.Simulating;

/// <summary>
/// Plays a file of orders through a shop in simulated time, night after night, and counts at the end of each month.
/// The result is the same each time.
/// </summary>
internal sealed class ShopSimulator(SimulatedShop simulated, ReplayPlan plan, int everyDays, DateOnly? until)
{
    private readonly List<SimulatedMonth> _months = [];
    private int _nights;

    public async Task<SimulationResult> RunAsync(Action<string> tell, CancellationToken stop)
    {
        var deliveries = plan.Deliveries
            .Where(delivery => until is null || simulated.Shop.DayOf(delivery.Order.UpdatedAt) <= until)
            .ToList();
        var night = simulated.Shop.DayOf(deliveries[0].Order.UpdatedAt).AddDays(1);
        var last = simulated.Shop.DayOf(deliveries[^1].Order.UpdatedAt).AddDays(1);
        var sent = 0;
        for (; night <= last; night = night.AddDays(1))
        {
            for (; sent < deliveries.Count && simulated.Shop.DayOf(deliveries[sent].Order.UpdatedAt) < night; sent++)
                await simulated.DeliverAsync(deliveries[sent], stop);

            // The night after a month's last day always runs, because the month is counted then.
            var endsMonth = night.Day == 1 || night == last;
            if (!endsMonth && (night.DayNumber - last.DayNumber) % everyDays != 0)
                continue;
            await simulated.RunNightAsync(night, stop);
            _nights++;
            if (endsMonth)
            {
                _months.Add(await CountAsync(night, stop));
                tell($"{_months[^1].Month}: {_months[^1].Buyers} buyers, {_nights} nights");
            }
        }

        var offers = await OffersAsync(DateOnly.MinValue, DateOnly.MaxValue, stop);
        return new(
            simulated.Shop.Id.Value,
            simulated.Shop.BusinessModel.ToString(),
            simulated.Shop.Currency,
            deliveries.Count(delivery => delivery.Order.Refunds.Count == 0),
            deliveries.Count(delivery => delivery.Order.Refunds.Count > 0),
            _nights,
            everyDays,
            _months,
            offers);
    }

    private async Task<SimulatedMonth> CountAsync(DateOnly night, CancellationToken stop)
    {
        var buyers = new List<Buyer>();
        for (var bucket = 0; bucket < Buckets.Count; bucket++)
        {
            await foreach (var buyer in simulated.Get<IBuyerStore>().ScanAsync(simulated.Shop.Id, Buckets.Name(bucket), stop))
            {
                if (buyer.Facts.PurchaseDays > 0)
                    buyers.Add(buyer);
            }
        }

        var month = night.AddDays(-1);
        return new(
            month.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            night,
            buyers.Count,
            Count(buyers, buyer => buyer.Class.Relationship),
            Count(buyers, buyer => buyer.Class.Activity),
            SimulatedJourney.Of(buyers),
            await OffersAsync(new DateOnly(month.Year, month.Month, 1).AddDays(1), night, stop),
            SimulatedModel.Of(await simulated.Get<IModelStore>().GetAsync(simulated.Shop.Id, stop)));
    }

    // A night belongs to the month of the day before it.
    private async Task<IReadOnlyList<SimulatedOffers>> OffersAsync(DateOnly from, DateOnly to, CancellationToken stop)
    {
        var offers = await simulated.Get<IOfferStore>().ListAsync(simulated.Shop.Id, stop)
            .Where(offer => offer.FlaggedOn >= from && offer.FlaggedOn <= to)
            .ToListAsync(stop);
        return [.. offers.GroupBy(offer => offer.Kind).OrderBy(kind => kind.Key)
            .Select(kind => new SimulatedOffers(kind.Key.ToString(), kind.Count(offer => !IsHeldOut(offer)), kind.Count(IsHeldOut)))];
    }

    private static bool IsHeldOut(Offer offer) => offer.State == OfferState.HeldOut;

    private static SortedDictionary<string, int> Count<T>(IEnumerable<Buyer> buyers, Func<Buyer, T> label)
        where T : struct, Enum =>
        new(buyers.GroupBy(label).ToDictionary(group => group.Key.ToString(), group => group.Count()), StringComparer.Ordinal);
}
