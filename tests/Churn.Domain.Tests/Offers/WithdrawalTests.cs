using Churn.Domain.Buyers;
using Churn.Domain.Events;
using Churn.Domain.Nightly;
using Churn.Domain.Offers;
using Churn.Domain.Recording;
using Churn.Domain.Shops;
using Churn.Testing;
using Churn.Testing.Builders;
using Churn.Testing.Interruptions;
using Churn.Testing.Scenarios;

namespace Churn.Domain.Tests.Offers;

/// <summary>Tests what happens to an open offer if the buyer refuses further messages from the shop.</summary>
public sealed class WithdrawalTests
{
    private static readonly Shop Shop = AShop.Named("demo");
    private static readonly DateOnly Flagged = DateOnly.FromDateTime(RecorderScenario.Noon.UtcDateTime);
    private static readonly DateOnly NextDay = Flagged.AddDays(1);

    private readonly OfferScenario _scenario;

    public WithdrawalTests()
        : this(new OfferScenario(Shop))
    {
    }

    private WithdrawalTests(OfferScenario scenario) => _scenario = scenario;

    [Fact]
    public async Task FlagAsync_ConsentTakenBack_TheOpenOfferIsNoLongerToBeSent()
    {
        await OfferAsync();
        await RefuseAsync();

        await _scenario.FlagAsync(NextDay);

        var offer = Assert.Single(await _scenario.ListAsync());
        Assert.False(offer.IsToBeSent(NextDay));
        Assert.Null(offer.Outcome);
    }

    [Fact]
    public async Task FlagAsync_ConsentTakenBack_IsToldOnceAndWhy()
    {
        await FlagAsync_ConsentTakenBack_TheOpenOfferIsNoLongerToBeSent();
        await _scenario.FlagAsync(NextDay);
        await _scenario.FlagAsync(NextDay.AddDays(1));

        var events = _scenario.Recording.Events.Taken.DistinctBy(event_ => event_.Id);
        var told = Assert.Single(events, event_ => event_.Type == EventTypes.OfferWithdrawn);
        Assert.Contains("\"why\":\"consent-refused\"", told.Data, StringComparison.Ordinal);
        Assert.Contains($"\"expiredOn\":\"{Flagged:yyyy-MM-dd}\"", told.Data, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task FlagAsync_ConsentTakenBackAndACrashAtEveryCall_IsToldUnderOneId(bool after)
    {
        for (var (at, crashed) = (1, true); crashed; at++)
        {
            var scenario = new OfferScenario(Shop);
            var test = new WithdrawalTests(scenario);
            await test.OfferAsync();
            await test.RefuseAsync();
            crashed = false;
            try
            {
                await scenario.FlagAsync(NextDay, new CrashAtCall(at, after));
            }
            catch (CrashedException)
            {
                crashed = true;
            }

            await scenario.FlagAsync(NextDay);

            var events = scenario.Recording.Events.Taken.DistinctBy(event_ => event_.Id);
            Assert.Single(events, event_ => event_.Type == EventTypes.OfferWithdrawn);
        }
    }

    [Fact]
    public async Task FlagAsync_UnhappyAnswer_TheOpenOfferMakesWayForCare()
    {
        var key = await OfferAsync();
        var buyer = (await _scenario.Recording.Buyers.GetAsync(key, default))!;
        var answer = new FeedbackAnswer(FeedbackKind.Nps, 1, RecorderScenario.Noon);
        var answered = buyer with { Feedback = buyer.Feedback.With(answer) };
        await _scenario.Recording.Buyers.WriteAsync(new BuyerTransaction { Buyer = answered }, default);

        await _scenario.FlagAsync(NextDay);

        Assert.Equal([OfferKind.Care], (await _scenario.ListAsync()).Where(offer => offer.IsToBeSent(NextDay)).Select(offer => offer.Kind));
    }

    [Theory]
    [InlineData(6, true)]
    [InlineData(7, false)]
    public async Task FeedbackRecordAsync_AnswerBesideTheLimitOfAnUnhappyOne_TheOpenOfferIsTakenBackAtOnceOrStays(int score, bool withdrawn)
    {
        await OfferAsync();

        await AnswerAsync(score, new CrashAtCall(int.MaxValue, after: false));

        var offers = (await _scenario.ListAsync()).Where(offer => offer.Kind != OfferKind.Care);
        Assert.NotEqual(withdrawn, Assert.Single(offers).IsToBeSent(Flagged));
        Assert.Equal(withdrawn ? 1 : 0, Told());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task FeedbackRecordAsync_UnhappyAnswerAndACrashAtEveryCall_TheOfferIsTakenBackAndToldUnderOneId(bool after)
    {
        for (var (at, crashed) = (1, true); crashed; at++)
        {
            var test = new WithdrawalTests(new OfferScenario(Shop));
            await test.OfferAsync();
            crashed = false;
            try
            {
                await test.AnswerAsync(1, new CrashAtCall(at, after));
            }
            catch (CrashedException)
            {
                crashed = true;
            }

            await test.AnswerAsync(1, new CrashAtCall(int.MaxValue, after: false));

            Assert.Equal(1, test.Told());
            Assert.DoesNotContain(await test._scenario.ListAsync(), offer => offer.Kind != OfferKind.Care && offer.IsToBeSent(Flagged));
        }
    }

    [Fact]
    public async Task FlagAsync_WithdrawnOffer_StillHasItsOutcomeLookedUp()
    {
        await FlagAsync_ConsentTakenBack_TheOpenOfferIsNoLongerToBeSent();

        await _scenario.FlagAsync(Flagged.AddDays(100));

        var offer = Assert.Single(await _scenario.ListAsync());
        Assert.Equal((true, OfferState.Expired), (offer.Outcome is not null, offer.State));
    }

    private int Told() => _scenario.Recording.Events.Taken
        .DistinctBy(event_ => event_.Id)
        .Count(event_ => event_.Type == EventTypes.OfferWithdrawn);

    private Task AnswerAsync(int score, IStoreCalls calls)
    {
        var (recording, identities, time) = (_scenario.Recording, _scenario.Recording.Identities, _scenario.Recording.Time);
        var buyers = new ObservedBuyerStore(recording.Buyers, calls);
        var offers = new ObservedOfferStore(_scenario.Offers, calls);
        var runs = new FinishedRuns(recording.Storage.Runs);
        var outbox = new OutboxPublisher(
            buyers, identities, recording.Events, recording.Storage.Messages, runs, UnheardMetrics.Metrics, time);
        var publisher = new OfferPublisher(buyers, identities, offers, outbox, recording.Shops, time);
        var closer = new OfferCloser(buyers, offers, time);
        var recorder = new FeedbackRecorder(buyers, identities, recording.RowBuilder, publisher, closer, time);
        var person = AnOrder.Of(Shop, "1", $"{Flagged:yyyy-MM-dd}").Buyer.Identifiers;
        var receipt = new FeedbackReceipt { Person = person, Kind = FeedbackKind.Nps, Score = score, At = RecorderScenario.Noon };
        return recorder.RecordAsync(Shop.Id, receipt, default);
    }

    private Task RefuseAsync()
    {
        var again = AnOrder.Of(Shop, "2", $"{Flagged:yyyy-MM-dd}T11:00:00Z");
        return _scenario.Recording.Recorder.RecordAsync(again with { Buyer = again.Buyer with { Consent = false } }, default);
    }

    // Makes an offer to a buyer who is not drawn into the holdout of this kind, because otherwise nothing would be sent.
    private async Task<BuyerKey> OfferAsync()
    {
        var recorded = await _scenario.Recording.Recorder.RecordAsync(AnOrder.Of(Shop, "1", $"{Flagged.AddDays(-45):yyyy-MM-dd}"), default);
        await _scenario.FlagAsync(Flagged);
        Assert.True(Assert.Single(await _scenario.ListAsync()).IsToBeSent(Flagged));
        return recorded.Key;
    }
}
