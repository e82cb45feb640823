using Churn.Domain.Buyers;
using Churn.Domain.Offers;
using Churn.Domain.Orders;
using Churn.Domain.Recording;
using Churn.Domain.Shops;
using Churn.Testing.Builders;
using Churn.Testing.Scenarios;

namespace Churn.Domain.Tests.Recording;

public sealed class FeedbackRecorderTests
{
    private static readonly Shop Shop = AShop.Named("demo");
    private static readonly DateTimeOffset At = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly RecorderScenario _scenario = RecorderScenario.InMemory(Shop);

    [Fact]
    public async Task RecordAsync_TwoAnswersInEitherOrder_TheLaterStands()
    {
        var key = await OrderAsync("1", "jo@example.org", null);

        Assert.True(await SayAsync("jo@example.org", null, 3, At.AddDays(1)));
        Assert.True(await SayAsync("jo@example.org", null, 9, At));

        Assert.Equal(3, (await _scenario.Buyers.GetAsync(key, default))!.Feedback.Nps!.Value.Score);
    }

    [Fact]
    public async Task RecordAsync_BuyersMergedAfterwards_TheLaterAnswerIsTheirs()
    {
        await OrderAsync("1", "jo@example.org", null);
        await OrderAsync("2", null, "030 123456");
        await SayAsync("jo@example.org", null, 9, At);
        await SayAsync(null, "030 123456", 2, At.AddHours(1));

        var both = await OrderAsync("3", "jo@example.org", "030 123456");

        Assert.Equal(2, (await _scenario.Buyers.GetAsync(both, default))!.Feedback.Nps!.Value.Score);
    }

    [Fact]
    public async Task RecordAsync_NeverOrdered_IsDropped() => Assert.False(await SayAsync("nobody@example.org", null, 9, At));

    [Theory]
    [InlineData(FeedbackKind.Nps, 6, true)]
    [InlineData(FeedbackKind.Nps, 7, false)]
    [InlineData(FeedbackKind.Csat, 2, true)]
    [InlineData(FeedbackKind.Csat, 3, false)]
    public void IsUnhappy_AtTheLimitAndAbove_IsThatOne(FeedbackKind kind, int score, bool unhappy) =>
        Assert.Equal(unhappy, new FeedbackAnswer(kind, score, At).IsUnhappy);

    [Fact]
    public void Since_AnErasure_ForgetsWhatWasSaidBefore()
    {
        var feedback = BuyerFeedback.None
            .With(new FeedbackAnswer(FeedbackKind.Nps, 9, At))
            .With(new FeedbackAnswer(FeedbackKind.Csat, 4, At.AddDays(1)));

        Assert.Equal((null, 4), (feedback.Since(At.AddHours(1)).Nps?.Score, feedback.Since(At.AddHours(1)).Csat?.Score));
    }

    private async Task<BuyerKey> OrderAsync(string id, string? email, string? phone) =>
        (await _scenario.Recorder.RecordAsync(AnOrder.Of(Shop, id, $"2026-05-0{id}", email, phone), default)).Key;

    private Task<bool> SayAsync(string? email, string? phone, int score, DateTimeOffset at)
    {
        var (buyers, identities, offers) = (_scenario.Buyers, _scenario.Identities, _scenario.Storage.Offers);
        var publisher = new OfferPublisher(buyers, identities, offers, _scenario.Outbox, _scenario.Shops, _scenario.Time);
        var closer = new OfferCloser(buyers, offers, _scenario.Time);
        var recorder = new FeedbackRecorder(buyers, identities, _scenario.RowBuilder, publisher, closer, _scenario.Time);
        var receipt = new FeedbackReceipt
        {
            Person = IdentityHasher.Identify(Shop, "", email, phone, null).Identifiers,
            Kind = FeedbackKind.Nps,
            Score = score,
            At = at,
        };
        return recorder.RecordAsync(Shop.Id, receipt, default);
    }
}
