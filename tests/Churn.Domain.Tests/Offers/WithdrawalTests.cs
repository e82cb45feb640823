using Churn.Domain.Buyers;
using Churn.Domain.Feedback;
using Churn.Domain.Offers;
using Churn.Domain.Shops;
using Churn.TestSupport.Builders;
using Churn.TestSupport.Scenarios;

namespace Churn.Domain.Tests.Offers;

/// <summary>What happens to an offer that is open when the buyer no longer wants to hear from the shop.</summary>
public sealed class WithdrawalTests
{
    private static readonly Shop Shop = AShop.Named("demo");
    private static readonly DateOnly Flagged = DateOnly.FromDateTime(RecorderScenario.Noon.UtcDateTime);
    private static readonly DateOnly NextDay = Flagged.AddDays(1);

    private readonly OfferScenario _scenario = new(Shop);

    [Fact]
    public async Task FlagAsync_ConsentTakenBack_TheOpenOfferIsNoLongerToBeSent()
    {
        await OfferAsync();
        var again = AnOrder.Of(Shop, "2", $"{Flagged:yyyy-MM-dd}T11:00:00Z");
        await _scenario.Recording.Recorder.RecordAsync(again with { Buyer = again.Buyer with { Consent = false } }, default);

        await _scenario.FlagAsync(NextDay);

        var offer = Assert.Single(await _scenario.ListAsync());
        Assert.False(offer.IsToBeSent(NextDay));
        Assert.Null(offer.Outcome);
    }

    [Fact]
    public async Task FlagAsync_UnhappyAnswer_TheOpenOfferMakesWayForCare()
    {
        var key = await OfferAsync();
        var buyer = (await _scenario.Recording.Buyers.GetAsync(key, default)).Buyer!;
        var answer = new FeedbackAnswer(FeedbackKind.Nps, 1, RecorderScenario.Noon);
        await _scenario.Recording.Buyers.WriteAsync(new BuyerChange { Buyer = buyer with { Feedback = buyer.Feedback.With(answer) } }, default);

        await _scenario.FlagAsync(NextDay);

        Assert.Equal([OfferKind.Care], (await _scenario.ListAsync()).Where(offer => offer.IsToBeSent(NextDay)).Select(offer => offer.Kind));
    }

    [Fact]
    public async Task FlagAsync_WithdrawnOffer_StillHasItsOutcomeLookedUp()
    {
        await FlagAsync_ConsentTakenBack_TheOpenOfferIsNoLongerToBeSent();

        await _scenario.FlagAsync(Flagged.AddDays(100));

        Assert.Equal((1, OfferState.Expired), (await _scenario.ListAsync()).Select(offer => (offer.Outcome is null ? 0 : 1, offer.State)).Single());
    }

    // The buyer is not drawn into the holdout of this kind, or there would be nothing to send.
    private async Task<BuyerKey> OfferAsync()
    {
        var recorded = await _scenario.Recording.Recorder.RecordAsync(AnOrder.Of(Shop, "1", $"{Flagged.AddDays(-45):yyyy-MM-dd}"), default);
        await _scenario.FlagAsync(Flagged);
        Assert.True(Assert.Single(await _scenario.ListAsync()).IsToBeSent(Flagged));
        return recorded.Key;
    }
}
