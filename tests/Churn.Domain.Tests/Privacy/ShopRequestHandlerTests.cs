using Churn.Domain.Buyers;
using Churn.Domain.Messages;
using Churn.Domain.Offers;
using Churn.Domain.Operations;
using Churn.Domain.Privacy;
using Churn.Domain.Shops;
using Churn.Testing.Builders;
using Churn.Testing.Scenarios;

namespace Churn.Domain.Tests.Privacy;

public sealed class ShopRequestHandlerTests
{
    private static readonly Shop Shop = AShop.Named("requests");
    private readonly ShopRequestScenario _scenario = ShopRequestScenario.InMemory(Shop);

    [Fact]
    public async Task Handle_FetchThatIsNotConfigured_ParksItOnceAndARetryParksItUnderAnotherId()
    {
        _scenario.Fetches.Reason = "Fetching is not configured for this shop.";

        var first = await HandleAsync(Fetch("5001"));
        var again = await HandleAsync(Fetch("5001"));

        Assert.Equal((ShopRequestOutcome.Parked, first.Id), (first.Outcome, again.Id));
        var parked = Assert.Single(await _scenario.Stores.Poisoned.ReadAsync("requests", default).ToListAsync());
        Assert.Equal((PoisonKind.Parked, first.Id), (parked.Kind, parked.Id));
        Assert.NotEqual(first.Id, (await HandleAsync(MessageJson.Read<ShopRequest>(parked.Text))).Id);
    }

    [Fact]
    public async Task Handle_ParkedFetchRetriedOnceItCanBeHad_LeavesNothingParked()
    {
        _scenario.Fetches.Reason = "Fetching is not configured for this shop.";
        await HandleAsync(Fetch("5001"));
        _scenario.Fetches.Reason = null;

        var service = new PoisonService(_scenario.Recording.Storage.PoisonQueues, _scenario.Stores.Poisoned);
        Assert.Equal(1, await service.RetryAsync("requests", null, default));
        var result = await HandleAsync(Assert.Single(_scenario.ShopRequests).ShopRequest);

        Assert.Equal(ShopRequestOutcome.Done, result.Outcome);
        Assert.Equal(["5001", "5001"], _scenario.Fetches.Tried);
        Assert.Empty(await _scenario.Stores.Poisoned.ReadAsync("requests", default).ToListAsync());
    }

    [Fact]
    public async Task Handle_PlatformThatStaysBusy_TriesEverLaterAndThenParks()
    {
        (_scenario.Fetches.Reason, _scenario.Fetches.MayPass) = ("The platform's API answered 503.", true);
        await HandleAsync(Fetch("5001"));
        var delays = new List<TimeSpan>();
        while (_scenario.ShopRequests.TryDequeue(out var next))
        {
            delays.Add(next.Delay);
            await HandleAsync(next.ShopRequest);
        }

        Assert.Equal(OrderFetchRetry.MaxAttempts, delays.Count);
        Assert.Equal(delays.Order(), delays);
        Assert.All(delays, delay => Assert.InRange(delay, TimeSpan.FromMinutes(1), TimeSpan.FromDays(7)));
        Assert.Single(await _scenario.Stores.Poisoned.ReadAsync("requests", default).ToListAsync());
    }

    [Theory]
    [InlineData(30, 60)]
    [InlineData(7_200, 7_200)]
    public async Task Handle_PlatformThatAsksForTime_IsNotTriedBeforeItNorBeforeItsTurn(int seconds, int waits)
    {
        (_scenario.Fetches.Reason, _scenario.Fetches.MayPass) = ("It answered 429.", true);
        _scenario.Fetches.RetryAfter = TimeSpan.FromSeconds(seconds);

        await HandleAsync(Fetch("5001"));

        Assert.Equal(TimeSpan.FromSeconds(waits), Assert.Single(_scenario.ShopRequests).Delay);
    }

    [Fact]
    public async Task Handle_CustomerRecordDeleted_WithdrawsTheirOffersAndKeepsTheirOrders()
    {
        var key = (await _scenario.Recording.Recorder.RecordAsync(AnOrder.Of(Shop, "1", "2026-05-01", customerId: "77"), default)).Key;
        await _scenario.Stores.Offers.AddAsync(Offer(key, "77", "1"), default);
        await _scenario.Stores.Offers.AddAsync(Offer(key, "78", "2"), default);

        await HandleAsync(new ShopRequest { Shop = Shop.Id, Removal = new CustomerRemoval { Customer = [], CustomerId = "77" } });

        Assert.Equal("78", Assert.Single(await _scenario.Stores.Offers.ListAsync(Shop.Id, default).ToListAsync()).CustomerId);
        Assert.Equal(1, (await _scenario.Recording.Buyers.GetAsync(key, default))!.Facts.Orders);
    }

    [Fact]
    public async Task Handle_ShopRequestThatSaysNothing_FailsAloud() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => HandleAsync(new ShopRequest { Shop = Shop.Id }));

    private Task<ShopRequestResult> HandleAsync(ShopRequest shopRequest) => _scenario.Handler.HandleAsync(shopRequest, default);

    private static ShopRequest Fetch(string orderId) =>
        new() { Shop = Shop.Id, Fetch = new PendingFetch { OrderId = orderId, Reason = "thin" } };

    private static Offer Offer(BuyerKey buyer, string customerId, string episode) => new()
    {
        Buyer = buyer,
        Kind = OfferKind.Loyalty,
        Episode = episode,
        CustomerId = customerId,
        FlaggedOn = new DateOnly(2026, 10, 1),
        ExpiresOn = new DateOnly(2026, 10, 31),
        ClosesOn = new DateOnly(2026, 11, 30),
        Reasons = [],
    };
}
