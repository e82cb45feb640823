using Churn.Domain.Buyers;
using Churn.Domain.Labels;
using Churn.Domain.Offers;
using Churn.Domain.Orders;
using Churn.Domain.Recording;
using Churn.Domain.Shops;
using Churn.Testing.Builders;
using Churn.Testing.Interruptions;
using Churn.Testing.Scenarios;

namespace Churn.Domain.Tests.Offers;

/// <summary>
/// Tests offers that do not wait for the night: a welcome with the first order, and care after an unhappy answer.
/// </summary>
public sealed class ImmediateOffersTests
{
    private static readonly Shop Shop = AShop.Named("studio", options => options.BusinessModel = BusinessModel.Services);
    private static readonly DateOnly Today = DateOnly.FromDateTime(RecorderScenario.Noon.UtcDateTime);

    private readonly OfferScenario _scenario = new(Shop);

    [Fact]
    public async Task RecordAsync_FirstOrderOfAServiceShop_TheWelcomeIsPublishedWithIt()
    {
        var recorded = await RecordAsync(First());

        var offer = Assert.Single(await _scenario.ListAsync());
        Assert.True(recorded.OffersWait);
        Assert.Equal((OfferKind.Onboarding, Today), (offer.Kind, offer.FlaggedOn));
        Assert.Equal(OfferRuleIds.Onboarding, Assert.Single(offer.Reasons).Rule);
    }

    [Fact]
    public async Task RecordAsync_SecondOrderOrTheFirstAgain_NothingMoreIsDue()
    {
        await RecordAsync(First());

        Assert.False((await RecordAsync(First())).OffersWait);
        Assert.False((await RecordAsync(AnOrder.Of(Shop, "2", $"{Today:yyyy-MM-dd}T11:00:00Z"))).OffersWait);
        Assert.Single(await _scenario.ListAsync());
    }

    [Theory]
    [InlineData(BusinessModel.GeneralRetail)]
    [InlineData(BusinessModel.OneProduct)]
    public async Task RecordAsync_ShopThatMakesNoWelcome_NothingIsDue(BusinessModel model)
    {
        var shop = AShop.Named("goods", options => options.BusinessModel = model);
        var scenario = new OfferScenario(shop);

        Assert.False((await scenario.RecordAsync(AnOrder.Of(shop, "1", $"{Today:yyyy-MM-dd}T10:00:00Z"), Undisturbed())).OffersWait);
    }

    [Fact]
    public async Task RecordAsync_OrderOfThreeWeeksAgo_IsNoTimeForAWelcome() =>
        Assert.False((await RecordAsync(AnOrder.Of(Shop, "1", $"{Today.AddDays(-21):yyyy-MM-dd}"))).OffersWait);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task RecordAsync_CrashAtEveryCallAndRedelivery_OneWelcomeIsPublished(bool after)
    {
        var points = 0;
        for (var crashed = true; crashed; points++)
        {
            var scenario = new OfferScenario(Shop);
            crashed = false;
            try
            {
                await scenario.RecordAsync(First(), new CrashAtCall(points + 1, after));
            }
            catch (CrashedException)
            {
                crashed = true;
            }

            var again = await scenario.RecordAsync(First(), Undisturbed());
            var row = (await scenario.Recording.Buyers.GetAsync(again.Key, default))!;
            Assert.True(
                (await scenario.ListAsync()).Count == 1,
                $"Crash {(after ? "after" : "before")} call {points + 1}: there is not exactly one offer.");
            Assert.Empty(row.Offered.Pending);
        }

        // The calls are: a read, the order, the offer's row, the note. A crash was tried at each of the four; at the fifth there was no
        // call.
        Assert.Equal(5, points);
    }

    [Fact]
    public async Task RecordAsync_ThreeWorkersAndTheNightAtOnce_OneWelcomeIsPublishedAndNoneWaits()
    {
        for (var seed = 1; seed <= 100; seed++)
        {
            var (scenario, random) = (new OfferScenario(Shop), new Random(seed));
            var turns = new TurnScheduler(random, 5_000);
            var calls = new TurnsAndCrashes(turns, random, 0.03);
            var records = Enumerable.Repeat(() => TryAsync(() => scenario.RecordAsync(First(), calls)), 3);
            await turns.RunAsync([.. records, () => TryAsync(() => scenario.FlagAsync(Today, calls))]);

            var last = await scenario.RecordAsync(First(), Undisturbed());

            Assert.True((await scenario.ListAsync()).Count == 1, $"Seed {seed}: there is not exactly one offer.");
            Assert.Empty((await scenario.Recording.Buyers.GetAsync(last.Key, default))!.Offered.Pending);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task FeedbackRecordAsync_UnhappyAnswerAndACrashAtEveryCall_OneTaskOfCareIsPublished(bool after)
    {
        for (var (at, crashed) = (1, true); crashed; at++)
        {
            var scenario = new OfferScenario(AShop.Named("goods"));
            var order = AnOrder.Of(AShop.Named("goods"), "1", $"{Today.AddDays(-2):yyyy-MM-dd}");
            await scenario.Recording.Recorder.RecordAsync(order, default);
            crashed = !await TryAsync(() => AnswerAsync(scenario, order, 2, new CrashAtCall(at, after)));

            await AnswerAsync(scenario, order, 2, Undisturbed());

            var task = Assert.Single(await scenario.ListAsync());
            Assert.Equal((OfferKind.Care, Today), (task.Kind, task.FlaggedOn));
        }
    }

    [Fact]
    public async Task FeedbackRecordAsync_ContentAnswer_NothingIsDue()
    {
        var order = First();
        var scenario = new OfferScenario(Shop);
        await scenario.Recording.Recorder.RecordAsync(order with { PlacedAt = order.PlacedAt.AddDays(-30) }, default);

        await AnswerAsync(scenario, order, 7, Undisturbed());

        Assert.Empty(await scenario.ListAsync());
    }

    private static Order First() => AnOrder.Of(Shop, "1", $"{Today:yyyy-MM-dd}T10:00:00Z");

    private Task<RecordedOrder> RecordAsync(Order order) => _scenario.RecordAsync(order, Undisturbed());

    private static CrashAtCall Undisturbed() => new(int.MaxValue, after: false);

    private static Task<bool> AnswerAsync(OfferScenario scenario, Order order, int score, IStoreCalls calls)
    {
        var buyers = new ObservedBuyerStore(scenario.Recording.Buyers, calls);
        var offers = new ObservedOfferStore(scenario.Offers, calls);
        var (identities, rowBuilder, time) = (scenario.Recording.Identities, scenario.Recording.RowBuilder, scenario.Recording.Time);
        var publisher = new OfferPublisher(buyers, identities, offers, scenario.Recording.Outbox, scenario.Recording.Shops, time);
        var recorder = new FeedbackRecorder(buyers, identities, rowBuilder, publisher, new OfferCloser(buyers, offers, time), time);
        var receipt = new FeedbackReceipt
        {
            Person = order.Buyer.Identifiers,
            Kind = FeedbackKind.Nps,
            Score = score,
            At = RecorderScenario.Noon,
        };
        return recorder.RecordAsync(order.Shop, receipt, default);
    }

    private static async Task<bool> TryAsync(Func<Task> work)
    {
        try
        {
            await work();
            return true;
        }
        catch (CrashedException)
        {
            return false;
        }
    }
}
