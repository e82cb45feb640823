using Churn.Domain.Buyers;
using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Churn.Testing.Builders;
using Churn.Testing.Scenarios;

namespace Churn.Domain.Tests.Buyers;

public sealed class OutboxTests
{
    private static readonly Shop Shop = AShop.Named("shop");
    private static readonly BuyerId One = BuyerId.Of(new Identifier(IdentifierKind.Email, new string('1', 32)));
    private static readonly BuyerId Other = BuyerId.Of(new Identifier(IdentifierKind.Email, new string('2', 32)));

    [Theory]
    [InlineData(EventTypes.Classified, EventTypes.Classified)]
    [InlineData(EventTypes.OfferReady, EventTypes.Classified)]
    [InlineData(EventTypes.Classified, EventTypes.OfferReady)]
    [InlineData(EventTypes.OfferReady, EventTypes.OfferReady)]
    public void Join_MoreThanARowHolds_KeepsTheLatestAndIsTheSameWhenRepeated(string ownType, string leavingType)
    {
        var own = Full(One, ownType, 30);
        var leaving = Full(Other, leavingType, 40);

        var joined = own.Join(leaving);

        Assert.Equal(Outbox.MaxPending, joined.Pending.Length);
        Assert.Equal(own.Pending[^1], joined.Pending[^1]);
        Assert.Equal(joined, joined.Join(leaving));
    }

    [Fact]
    public async Task UniteAsync_BothHaveMoreEventsThanARowHolds_Ends()
    {
        var scenario = RecorderScenario.InMemory(Shop);
        var keys = new List<BuyerKey>();
        foreach (var (id, email, phone) in new[] { ("1", "anna@example.org", (string?)null), ("2", "other@example.org", "030 123456") })
        {
            var key = (await scenario.Recorder.RecordAsync(AnOrder.Of(Shop, id, "2026-11-01", email, phone), default)).Key;
            var row = (await scenario.Buyers.GetAsync(key, default))!;
            var full = row with { Outbox = Full(key.Buyer, EventTypes.OfferReady, 40) };
            Assert.Equal(WriteResult.Written, await scenario.Buyers.WriteAsync(new BuyerTransaction { Buyer = full }, default));
            keys.Add(key);
        }

        var both = await scenario.Recorder.RecordAsync(AnOrder.Of(Shop, "3", "2026-11-03", "anna@example.org", "030 123456"), default);

        var buyer = (await scenario.Buyers.GetAsync(both.Key, default))!;
        Assert.Contains(both.Key, keys);
        Assert.Equal((3, Outbox.MaxPending), (buyer.Facts.Orders, buyer.Outbox.Pending.Length));
    }

    private static Outbox Full(BuyerId buyer, string type, int events) => Enumerable.Range(0, events)
        .Aggregate(Outbox.Empty, (outbox, second) => outbox.Add(buyer, type, null, "{}", RecorderScenario.Noon.AddSeconds(second)));
}
