using System.Globalization;
using Churn.Domain.Offers;
using Churn.Domain.Shops;
using Churn.TestSupport.Builders;
using Churn.TestSupport.Interruptions;
using Churn.TestSupport.Scenarios;

namespace Churn.Domain.Tests.Offers;

/// <summary>
/// A shop whose buyers come back of themselves with a known probability, and with another one when they were offered a bonus: from the orders to the
/// uplift that the shop is told, everything in between is the product's own: recorder, fold, classifier, flagger, holdout, desk, closer, uplift.
/// </summary>
internal static class SimulatedShop
{
    public const double Usual = 0.2;

    private static readonly DateOnly FirstDay = new(2026, 11, 23);

    /// <param name="seed">Draws who comes back; the identity key, and with it the holdout, is the seed's too.</param>
    /// <param name="buyers">Buyers with one order each.</param>
    /// <param name="effect">What the bonus adds to the probability.</param>
    public static async Task<KindUplift> RunAsync(int seed, int buyers, double effect)
    {
        var shop = AShop.Named("simulated", options => options.IdentityKeys = [$"the identity key of seed {seed}"]);
        var (scenario, random, undisturbed) = (new OfferScenario(shop), new Random(seed), new CrashAtCall(int.MaxValue, after: false));
        for (var buyer = 0; buyer < buyers; buyer++)
        {
            await scenario.RecordAsync(AnOrder.Of(shop, $"{buyer}", $"{FirstDay:yyyy-MM-dd}T08:00:00Z", Email(buyer), customerId: $"{buyer}"), undisturbed);
        }

        var flagged = FirstDay.AddDays(45); // In the middle of the week of the bonus.
        scenario.MoveTo(flagged);
        await scenario.FlagAsync(flagged);
        var desk = new OfferDesk(scenario.Offers, scenario.Recording.Buyers, scenario.Recording.Identities);
        foreach (var offer in await scenario.ListAsync())
        {
            var treated = offer.State != OfferState.HeldOut;
            if (treated)
            {
                await desk.MarkSentAsync(shop.Id, offer.Id, flagged, default);
            }

            if (random.NextDouble() < Usual + (treated ? effect : 0))
            {
                await BuyAsync(scenario, shop, offer, flagged.AddDays(random.Next(1, 45)), random);
                _ = treated ? await desk.MarkRedeemedAsync(shop.Id, offer.Id, 500, flagged, default) : OfferNote.Noted;
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
        var order = AnOrder.Of(shop, $"{buyer}-2", $"{day:yyyy-MM-dd}T08:00:00Z", Email(buyer), customerId: $"{buyer}", total: random.Next(2_000, 9_000));
        return scenario.RecordAsync(order, new CrashAtCall(int.MaxValue, after: false));
    }

    private static string Email(int buyer) => $"buyer{buyer}@example.org";
}
