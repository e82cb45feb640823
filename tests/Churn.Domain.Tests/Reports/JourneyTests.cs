using Churn.Domain.Buyers;
using Churn.Domain.Labels;
using Churn.Domain.Labels.Scores;
using Churn.Domain.Offers;
using Churn.Domain.Reports;
using Churn.Domain.Shops;
using Churn.Testing.Builders;
using Churn.Testing.Scenarios;
using Churn.Testing.Stores;

namespace Churn.Domain.Tests.Reports;

public sealed class JourneyTests
{
    private static readonly DateOnly AsOf = new(2026, 4, 20);
    private static readonly DateTimeOffset Noon = new(AsOf, new TimeOnly(12, 0), TimeSpan.Zero);

    [Fact]
    public void Build_FourStages_CountsEachStepWithThoseWhoWentFurther()
    {
        var customers = Enumerable.Repeat(One(Relationship.Customer), 6);
        var returning = Enumerable.Repeat(One(Relationship.Returning), 3);
        var report = Report([.. customers, .. returning, One(Relationship.Client), One(Relationship.Vip, recommends: true)]);

        Assert.Equal(
            [("returning", 5, 11), ("client", 2, 5), ("advocate", 1, 2)],
            report.Journey.Select(step => (step.To, step.Reached, step.Of)));
        Assert.Equal([5 / 11.0, 0.4, 0.5], report.Journey.Select(step => step.Rate!.Value));
        Assert.Equal("client", report.WeakestLink);
    }

    [Fact]
    public void Build_WhoRecommendsWithoutBeingAClient_IsNoAdvocateYet() =>
        Assert.Equal(0, Report([One(Relationship.Returning, recommends: true)]).Journey[2].Reached);

    [Fact]
    public void Build_BuyersOfSeveralQuarters_AreCountedByTheQuarterTheyCameIn()
    {
        var report = Report(
        [
            One(Relationship.Client, new DateOnly(2025, 12, 31)),
            One(Relationship.Customer, new DateOnly(2025, 12, 31)),
            One(Relationship.Customer, new DateOnly(2026, 1, 1)),
            One(Relationship.Client, new DateOnly(2020, 1, 1)),
        ]);

        Assert.Equal(
            [("2025-Q4", 1L, 2L), ("2026-Q1", 0L, 1L)],
            report.JourneyPeriods.Select(period => (period.Quarter, period.Steps[0].Reached, period.Steps[0].Of)));
        Assert.Equal(4, report.Journey[0].Of);
    }

    [Fact]
    public void Build_NobodyHasBought_HasNoWeakestLink() => Assert.Null(Report([]).WeakestLink);

    [Fact]
    public void Build_NoClientWasEverHeard_KnowsNothingOfTheLastStepAndDoesNotCallItTheWeakest()
    {
        var report = Report(
        [
            One(Relationship.Customer),
            One(Relationship.Client),
            One(Relationship.Client),
            One(Relationship.Returning, recommends: true),
        ]);

        Assert.Equal(new JourneyStep("client", "advocate", 0, 2, null, null, null), report.Journey[2]);
        Assert.Equal("client", report.WeakestLink);
    }

    [Fact]
    public void Build_ClientsWereHeardAndNoneRecommends_HasAZeroThatIsTheWeakestLinkInTheirQuarterOnly()
    {
        var report = Report([One(Relationship.Client, heard: true), One(Relationship.Client, new DateOnly(2025, 12, 31))]);

        Assert.Equal((0.0, "advocate"), (report.Journey[2].Rate, report.WeakestLink));
        Assert.Equal([null, 0.0], report.JourneyPeriods.Select(period => period.Steps[2].Rate));
    }

    [Fact]
    public void ReportBuyerOf_AnsweredWithoutRecommending_IsHeard()
    {
        var answered = Answered(3);

        Assert.True(ReportBuyer.Of(answered, answered.Class) is { IsHeard: true, Recommends: false });
        Assert.False(ReportBuyer.Of(answered with { Feedback = BuyerFeedback.None }, answered.Class).IsHeard);
    }

    [Fact]
    public async Task MarkRedeemedAsync_Referral_MakesTheBuyerOneWhoRecommends()
    {
        var scenario = new OfferScenario(AShop.Named("demo"));
        var key = await ReferredAsync(scenario);
        var service = new OfferService(scenario.Offers, scenario.Recording.Buyers, scenario.Recording.Identities);
        var referral = Assert.Single(await scenario.ListAsync());
        Assert.False((await scenario.Recording.Buyers.GetAsync(key, default))!.Recommends);

        await service.MarkRedeemedAsync(key.Shop, referral.Id, 1_000, AsOf, default);
        await service.MarkRedeemedAsync(key.Shop, referral.Id, 1_000, AsOf, default);

        var buyer = (await scenario.Recording.Buyers.GetAsync(key, default))!;
        Assert.True(buyer.Recommends);
        Assert.Equal(buyer.Offered, OfferHistory.Parse(buyer.Offered.ToString()));
        Assert.True(ReportBuyer.Of(buyer, buyer.Class).Recommends);
    }

    [Fact]
    public void Recommends_LatestNpsIsNineOrMore_AndNoOther()
    {
        Assert.True(Answered(9).Recommends);
        Assert.False(Answered(8).Recommends);
        Assert.False(Answered(10, later: 5).Recommends);
    }

    [Fact]
    public async Task WriteAsync_TalliesOfTheLastFlagging_TellWhyNothingWasOffered()
    {
        var (shop, storage) = (AShop.Named("demo"), new MemoryStorage());
        var tallies = new[]
        {
            (0, AsOf, OfferBlocks.NotDue, 4),
            (16, AsOf, OfferBlocks.NotDue, 3),
            (32, AsOf, OfferBlocks.Refused, 2),
            (48, AsOf.AddDays(-1), OfferBlocks.Cap, 9),
        };
        foreach (var (from, day, why, count) in tallies)
        {
            var tally = new OfferTally { From = from, AsOf = day, Nothing = OfferTally.NoCounts.Add(why, count) };
            await storage.Offers.SaveTallyAsync(shop.Id, tally, default);
        }

        var writer = new ReportWriter(storage.Reports, storage.Buyers, storage.Offers, new DefaultRulebooks());
        var report = await writer.WriteAsync(shop, new ReportTally(AsOf), ShopModel.None, default);

        Assert.Equal(
            [(OfferBlocks.Refused, 2L), (OfferBlocks.NotDue, 7L)],
            report.NothingOffered.Select(nothing => (nothing.Why, nothing.Buyers)));
    }

    // Writes a memo of a referral as the flagger makes one. A real referral needs an answer, and that would make the buyer recommend
    // already.
    private static async Task<BuyerKey> ReferredAsync(OfferScenario scenario)
    {
        var recorded = await scenario.Recording.Recorder.RecordAsync(AnOrder.Of(AShop.Named("demo"), "1", "2026-11-01"), default);
        var buyer = (await scenario.Recording.Buyers.GetAsync(recorded.Key, default))!;
        var offerRecord = AnOfferRecord.Of("referral:2026", recorded.Key.Buyer);
        await scenario.Recording.Buyers.WriteAsync(new BuyerTransaction { Buyer = buyer with { Offered = OfferHistory.Of(offerRecord) } }, default);
        await scenario.Offers.AddAsync(offerRecord.ToOffer(buyer), default);
        return recorded.Key;
    }

    private static Buyer Answered(int score, int? later = null)
    {
        var feedback = BuyerFeedback.None.With(new FeedbackAnswer(FeedbackKind.Nps, score, Noon));
        return new Buyer
        {
            Key = default,
            Facts = BuyerFacts.None,
            Class = Classifier.Classify(BuyerFacts.None, ARulebook.For(BusinessModel.GeneralRetail), AsOf),
            Feedback = later is { } worse ? feedback.With(new FeedbackAnswer(FeedbackKind.Nps, worse, Noon.AddDays(1))) : feedback,
        };
    }

    private static ReportBuyer One(Relationship relationship, DateOnly? first = null, bool recommends = false, bool heard = false) =>
        ReportHistories.Of([(first ?? new DateOnly(2026, 2, 2), 1_000)], relationship) with
        {
            Recommends = recommends,
            IsHeard = recommends || heard,
        };

    private static ShopReport Report(IEnumerable<ReportBuyer> buyers)
    {
        var tally = new ReportTally(AsOf);
        foreach (var buyer in buyers)
        {
            tally.Add(buyer);
        }

        var inputs = new ReportInputs { Shop = AShop.Named("reported"), PolicyVersion = "1", Model = ModelFigures.Of(ShopModel.None) };
        return ReportBuilder.Build(tally, inputs);
    }
}
