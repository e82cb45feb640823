using Churn.Domain.Buyers;
using Churn.Domain.Offers;
using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Churn.Statistics.Uplift;
using Churn.Testing.Builders;

namespace Churn.Domain.Tests.Offers;

/// <summary>
/// Simulates offers whose effect is known, and compares what is claimed of them with it. SimulatedShopTests starts from the orders.
/// </summary>
public sealed class UpliftSimulationTests
{
    private const int Runs = 200;
    private const int Buyers = 3_000;
    private const double Usual = 0.20;

    private static readonly Shop Shop = AShop.Named("simulated");
    private static readonly DateOnly Flagged = new(2026, 2, 1);
    private static readonly DateOnly Later = new(2026, 8, 1);

    [Fact]
    public void Of_KnownEffect_TheIntervalCoversItInNinetyToNinetyNineOfAHundredRuns()
    {
        const double Effect = 0.08;

        var covered = Enumerable.Range(1, Runs)
            .Count(seed => Run(seed, Effect).Report.Interval is { } interval && interval.Lower <= Effect && Effect <= interval.Upper);

        Assert.InRange(covered, Runs * 90 / 100, Runs * 99 / 100);
    }

    [Fact]
    public void Of_NoEffect_BetterIsClaimedInAtMostFiveOfAHundredRuns()
    {
        var verdicts = Enumerable.Range(1, Runs).Select(seed => Run(seed, 0).Report.Verdict).ToList();

        Assert.InRange(verdicts.Count(verdict => verdict == UpliftVerdict.Better), 0, Runs * 5 / 100);
        Assert.DoesNotContain(UpliftVerdict.TooEarly, verdicts);
    }

    [Fact]
    public void Of_LargeEffect_BetterIsFound()
    {
        var better = Enumerable.Range(1, Runs).Count(seed => Run(seed, 0.15).Report.Verdict == UpliftVerdict.Better);

        Assert.InRange(better, Runs * 90 / 100, Runs);
    }

    [Fact]
    public void Of_SmallShopOfSixKinds_ThePoolIsNarrowerThanAnyKind()
    {
        OfferKind[] kinds =
        [
            OfferKind.Vip,
            OfferKind.Loyalty,
            OfferKind.SecondPurchase,
            OfferKind.PremiumDelivery,
            OfferKind.Referral,
            OfferKind.WinBack,
        ];
        var random = new Random(7);

        var uplift = ShopUplift.Of(kinds.SelectMany(kind => Offers(random, kind, 150, 0.1)), [], Later);

        var pool = uplift.Pool!.MeanInterval;
        Assert.All(uplift.Kinds, kind =>
        {
            var interval = kind.Report.Interval!.Value;
            Assert.InRange(pool.Upper - pool.Lower, 0, interval.Upper - interval.Lower);
        });
    }

    private static KindUplift Run(int seed, double effect) =>
        Assert.Single(ShopUplift.Of(Offers(new Random(seed), OfferKind.SecondPurchase, Buyers, effect), [], Later).Kinds);

    private static IEnumerable<Offer> Offers(Random random, OfferKind kind, int buyers, double effect)
    {
        for (var i = 0; i < buyers; i++)
        {
            var id = BuyerId.Of(IdentityHasher.Hash(Shop, 0, IdentifierKind.Email, $"{random.NextInt64()}@example.org"));
            var heldOut = HoldoutAssigner.IsHeldOut(Shop, kind, id, 10);
            var bought = random.NextDouble() < Usual + (heldOut ? 0 : effect);
            yield return new Offer
            {
                Buyer = new BuyerKey(Shop.Id, id),
                Kind = kind,
                Episode = OfferHistory.Once,
                FlaggedOn = Flagged,
                ExpiresOn = Flagged.AddDays(21),
                ClosesOn = Flagged.AddDays(45),
                Reasons = [],
                State = heldOut ? OfferState.HeldOut : bought ? OfferState.Redeemed : OfferState.Closed,
                First = true,
                Discount = bought && !heldOut ? 500 : 0,
                Outcome = new OfferOutcome(Flagged.AddDays(46), bought ? 1 : 0, bought ? random.Next(2_000, 9_000) : 0, Excluded: false),
            };
        }
    }
}
