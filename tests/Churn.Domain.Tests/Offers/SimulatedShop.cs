using System.Globalization;
using Churn.Domain.Buyers;
using Churn.Domain.Offers;
using Churn.Domain.Shops;
using Churn.Testing.Builders;
using Churn.Testing.Interruptions;
using Churn.Testing.Scenarios;

namespace Churn.Domain.Tests.Offers;

/// <summary>
/// A shop whose buyers come back with a known probability, and with another one if they were offered a bonus. Between the orders and the
/// uplift that the shop is told, everything is the product's own: recorder, fold, classifier, flagger, holdout, desk, closer, uplift.
/// </summary>
internal static class SimulatedShop
{
    public const double Usual = 0.2;

    private static readonly DateOnly FirstDay = new(2026, 11, 23);

    /// <param name="seed">Draws who comes back. The identity key, and so the holdout, depends on it too.</param>
    /// <param name="buyers">The number of buyers, with one order each.</param>
    /// <param name="effect">What the bonus adds to the probability.</param>
    public static async Task<KindUplift> RunAsync(int seed, int buyers, double effect)
    {
        var shop = AShop.Named("simulated", options => options.IdentityKeys = [$"the identity key of seed {seed}"]);
        var (scenario, random, undisturbed) = (new OfferScenario(shop), new Random(seed), new CrashAtCall(int.MaxValue, after: false));
        for (var buyer = 0; buyer < buyers; buyer++)
        {
            var order = AnOrder.Of(shop, $"{buyer}", $"{FirstDay:yyyy-MM-dd}T08:00:00Z", Email(buyer), customerId: $"{buyer}");
            await scenario.RecordAsync(order, undisturbed);
        }

        var flagged = FirstDay.AddDays(45); // This is the middle of the week in which the bonus is offered.
        scenario.MoveTo(flagged);
        await scenario.FlagAsync(flagged);
        var service = new OfferService(scenario.Offers, scenario.Recording.Buyers, scenario.Recording.Identities);
        foreach (var offer in await scenario.ListAsync())
        {
            var treated = offer.State != OfferState.HeldOut;
            if (treated)
            {
                await service.MarkSentAsync(shop.Id, offer.Id, flagged, default);
            }

            if (random.NextDouble() < Usual + (treated ? effect : 0))
            {
                await BuyAsync(scenario, shop, offer, flagged.AddDays(random.Next(1, 45)), random);
                _ = treated ? await service.MarkRedeemedAsync(shop.Id, offer.Id, 500, flagged, default) : OfferUpdateResult.Noted;
            }
        }

        var end = flagged.AddDays(180);
        scenario.MoveTo(end);
        await scenario.FlagAsync(end);
        return Assert.Single(ShopUplift.Of(await scenario.ListAsync(), [], end).Kinds, kind => kind.Trial.Kind == OfferKind.SecondPurchase);
    }

    private static Task BuyAsync(OfferScenario scenario, Shop shop, Offer offer, DateOnly day, Random random)
    {
        var buyer = int.Parse(offer.CustomerId!, CultureInfo.InvariantCulture);
        var placedAt = $"{day:yyyy-MM-dd}T08:00:00Z";
        var total = random.Next(2_000, 9_000);
        var order = AnOrder.Of(shop, $"{buyer}-2", placedAt, Email(buyer), customerId: $"{buyer}", total: total);
        return scenario.RecordAsync(order, new CrashAtCall(int.MaxValue, after: false));
    }

    private static string Email(int buyer) => $"buyer{buyer}@example.org";
}
