using Churn.Domain.Buyers;
using Churn.Domain.Events;
using Churn.Domain.Labels;
using Churn.Domain.Offers;
using Churn.Domain.Shops;
using Churn.Testing.Builders;

namespace Churn.Domain.Tests.Events;

/// <summary>If no program takes a shop's events, the outbox keeps none, whatever kind of event it is.</summary>
public sealed class UntakenEventTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 14, 10, 0, 0, TimeSpan.Zero);

    private static readonly BuyerId One = new($"e{new string('0', 31)}1");

    public static TheoryData<string> Kinds => [.. Made.Keys];

    private static Dictionary<string, Func<Shop, Buyer, Buyer>> Made { get; } = new()
    {
        ["classified"] = (shop, buyer) => BuyerEvents.Classified(shop, buyer, null, Now),
        ["merged"] = (shop, buyer) => BuyerEvents.Merged(shop, buyer, buyer.Key.Buyer, Now),
        ["redacted"] = (shop, buyer) => BuyerEvents.Redacted(shop, buyer, remains: false, Now),
        ["split"] = (shop, buyer) => BuyerEvents.Split(shop, buyer, Now),
        ["contract"] = (shop, buyer) => BuyerEvents.ContractEnding(
            shop, buyer with { Facts = buyer.Facts with { ContractUntil = new DateOnly(2026, 5, 20) } }, new DateOnly(2026, 5, 14), Now),
        ["offered"] = (shop, buyer) => BuyerEvents.Offered(shop, buyer, AnOfferRecord.Of("loyalty:1", One), Now),
        ["withdrawn"] = (shop, buyer) => BuyerEvents.Withdrawn(shop, buyer, AnOfferRecord.Of("loyalty:1", One), OfferBlocks.Refused, Now),
        ["closed"] = (shop, buyer) => BuyerEvents.Closed(
            shop, buyer, AnOfferRecord.Of("loyalty:1", One), OfferState.Closed, new OfferOutcome(default, 0, 0, false), Now),
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void BuyerEvents_NothingTakesThem_LeaveTheOutboxAsItWas(string kind)
    {
        var shop = AShop.Named("demo");
        var key = new BuyerKey(shop.Id, One);
        var labels = Classifier.Classify(BuyerFacts.None, ARulebook.For(BusinessModel.Consumables), new DateOnly(2026, 5, 14));
        var buyer = new Buyer { Key = key, Facts = BuyerFacts.None, Class = labels with { Relationship = Relationship.Returning } };

        Assert.Equal(Outbox.Empty, Made[kind](AShop.Named("demo", takesEvents: false), buyer).Outbox);
        Assert.Single(Made[kind](shop, buyer).Outbox.Pending);
    }
}
