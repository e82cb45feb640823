using Churn.Domain.Buyers;
using Churn.Domain.Messages;
using Churn.Domain.Offers;
using Churn.Domain.Poison;
using Churn.Domain.Privacy;
using Churn.Domain.Shops;
using Churn.TestSupport.Builders;
using Churn.TestSupport.Scenarios;

namespace Churn.Domain.Tests.Privacy;

public sealed class NoticeHandlerTests
{
    private static readonly Shop Shop = AShop.Named("notices");
    private readonly NoticeScenario _scenario = NoticeScenario.InMemory(Shop);

    [Fact]
    public async Task Handle_FetchThatIsNotConfigured_ParksItOnceAndARetryParksItUnderAnotherId()
    {
        _scenario.Fetches.Reason = "Fetching is not configured for this shop.";

        var first = await HandleAsync(Fetch("5001"));
        var again = await HandleAsync(Fetch("5001"));

        Assert.Equal((NoticeOutcome.Parked, first.Id), (first.Outcome, again.Id));
        var parked = Assert.Single(await _scenario.Stores.Poisoned.ReadAsync("notices", default).ToListAsync());
        Assert.Equal((PoisonKind.Parked, first.Id), (parked.Kind, parked.Id));
        Assert.NotEqual(first.Id, (await HandleAsync(MessageJson.Read<Notice>(parked.Text))).Id);
    }

    [Fact]
    public async Task Handle_ParkedFetchRetriedOnceItCanBeHad_LeavesNothingParked()
    {
        _scenario.Fetches.Reason = "Fetching is not configured for this shop.";
        await HandleAsync(Fetch("5001"));
        _scenario.Fetches.Reason = null;

        var desk = new PoisonDesk(_scenario.Recording.Storage.PoisonQueues, _scenario.Stores.Poisoned);
        Assert.Equal(1, await desk.RetryAsync("notices", null, default));
        var result = await HandleAsync(Assert.Single(_scenario.Notices).Notice);

        Assert.Equal(NoticeOutcome.Done, result.Outcome);
        Assert.Equal(["5001", "5001"], _scenario.Fetches.Tried);
        Assert.Empty(await _scenario.Stores.Poisoned.ReadAsync("notices", default).ToListAsync());
    }

    [Fact]
    public async Task Handle_PlatformThatStaysBusy_TriesEverLaterAndThenParks()
    {
        (_scenario.Fetches.Reason, _scenario.Fetches.MayPass) = ("The platform's API answered 503.", true);
        await HandleAsync(Fetch("5001"));
        var delays = new List<TimeSpan>();
        while (_scenario.Notices.TryDequeue(out var next))
        {
            delays.Add(next.Delay);
            await HandleAsync(next.Notice);
        }

        Assert.Equal(FetchHandler.MaxAttempts, delays.Count);
        Assert.Equal(delays.Order(), delays);
        Assert.All(delays, delay => Assert.InRange(delay, TimeSpan.FromMinutes(1), TimeSpan.FromDays(7)));
        Assert.Single(await _scenario.Stores.Poisoned.ReadAsync("notices", default).ToListAsync());
    }

    [Theory]
    [InlineData(30, 60)]
    [InlineData(7_200, 7_200)]
    public async Task Handle_PlatformThatAsksForTime_IsNotTriedBeforeItNorBeforeItsTurn(int seconds, int waits)
    {
        (_scenario.Fetches.Reason, _scenario.Fetches.MayPass, _scenario.Fetches.RetryAfter) = ("It answered 429.", true, TimeSpan.FromSeconds(seconds));

        await HandleAsync(Fetch("5001"));

        Assert.Equal(TimeSpan.FromSeconds(waits), Assert.Single(_scenario.Notices).Delay);
    }

    [Fact]
    public async Task Handle_CustomerRecordDeleted_WithdrawsTheirOffersAndKeepsTheirOrders()
    {
        var key = (await _scenario.Recording.Recorder.RecordAsync(AnOrder.Of(Shop, "1", "2026-05-01", customerId: "77"), default)).Key;
        await _scenario.Stores.Offers.AddAsync(Offer(key, "77", "1"), default);
        await _scenario.Stores.Offers.AddAsync(Offer(key, "78", "2"), default);

        await HandleAsync(new Notice { Shop = Shop.Id, Removal = new CustomerRemoval { Customer = [], CustomerId = "77" } });

        Assert.Equal("78", Assert.Single(await _scenario.Stores.Offers.ListAsync(Shop.Id, default).ToListAsync()).CustomerId);
        Assert.Equal(1, (await _scenario.Recording.Buyers.GetAsync(key, default))!.Facts.Orders);
    }

    [Fact]
    public async Task Handle_NoticeThatSaysNothing_FailsAloud() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => HandleAsync(new Notice { Shop = Shop.Id }));

    private Task<NoticeResult> HandleAsync(Notice notice) => _scenario.Handler.HandleAsync(notice, default);

    private static Notice Fetch(string orderId) => new() { Shop = Shop.Id, Fetch = new PendingFetch { OrderId = orderId, Reason = "thin" } };

    private static Offer Offer(BuyerKey buyer, string customerId, string episode) => new()
    {
        Buyer = buyer, Kind = OfferKind.Loyalty, Episode = episode, CustomerId = customerId, FlaggedOn = new DateOnly(2026, 10, 1), ExpiresOn = new DateOnly(2026, 10, 31), ClosesOn = new DateOnly(2026, 11, 30), Reasons = [],
    };
}
