using Churn.Domain.Buyers;
using Churn.Domain.Classification;
using Churn.Domain.Identities;
using Churn.Domain.Offers;
using Churn.Domain.Shops;
using Churn.TestSupport.Builders;

namespace Churn.Domain.Tests.Offers;

public sealed class OfferMemoryTests
{
    private static readonly BuyerId One = Id('1');
    private static readonly BuyerId Two = Id('2');

    [Fact]
    public void Parse_WhatWasWritten_IsTheSameMemory()
    {
        var memory = OfferMemory.Of(
            AMemo.Of("loyalty:1", One) with { HeldOut = true, First = true },
            AMemo.Of("vip:2026", Two) with { Closed = true },
            AMemo.Of("referral:2025", One) with { Redeemed = true },
            AMemo.Of("winback:20260601", One) with { Pending = """[{"rule":"offer.win-back","holds":true,"daysSince":200,"lapseDays":190}]""" });

        Assert.Equal(memory, OfferMemory.Parse(memory.ToString()));
        Assert.Equal(OfferMemory.None, OfferMemory.Parse(null));
    }

    /// <summary>Memos are parted by spaces, and a product's id may hold some.</summary>
    [Fact]
    public void Remember_ProductWithSpacesAndCommas_IsReadBackWithItsName()
    {
        var buyer = new Buyer { Key = new BuyerKey(ShopId.Parse("demo"), One), Facts = BuyerFacts.None, Class = Classifier.Classify(BuyerFacts.None, ARulebook.For(BusinessModel.Consumables), new DateOnly(2026, 6, 1)) };
        var verdict = new OfferVerdict(OfferKind.Replenishment, null, "20260601.1a2b3c4d", [new Reason(OfferRuleIds.Replenishment, true, ("daysSince", 30)) { Product = "green \"tea\", 100 g" }]);

        var memory = OfferMemory.Of(OfferDecider.Remember(buyer, verdict, new OfferTerms(14, 21, 14), false, new DateOnly(2026, 7, 1)), AMemo.Of("vip:2026", One));

        Assert.Equal(memory, OfferMemory.Parse(memory.ToString()));
        Assert.True(verdict.Reasons.SequenceEqual(Assert.Single(OfferMemory.Parse(memory.ToString()).Pending).ToOffer(buyer).Reasons));
    }

    [Fact]
    public void Join_TwoMemories_IsCommutativeAndIdempotentAndKeepsWhatCameFurther()
    {
        var pending = AMemo.Of("loyalty:1", One) with { Pending = "[]" };
        var left = OfferMemory.Of(pending, AMemo.Of("vip:2025", One) with { Closed = true });
        var right = OfferMemory.Of(pending with { Pending = null }, AMemo.Of("vip:2025", One), AMemo.Of("vip:2026", Two));

        var joined = left.Join(right);

        Assert.Equal(joined, right.Join(left));
        Assert.Equal(joined, joined.Join(left).Join(right));
        Assert.Empty(joined.Pending);
        Assert.True(joined.Memos.Single(memo => memo.Episode == "2025").Closed);
    }

    [Fact]
    public void With_MoreThanARowKeeps_ForgetsOldClosedOnesAndNeverWhatIsOfferedOnce()
    {
        var memos = Enumerable.Range(0, 200).Select(i => AMemo.Of($"replenishment:{20200000 + i}", One) with { FlaggedOn = new DateOnly(2020, 1, 1).AddDays(i), Closed = i < 190 });

        var memory = OfferMemory.Of([AMemo.Of("loyalty:1", One) with { FlaggedOn = new DateOnly(2019, 1, 1), Closed = true }, .. memos]);

        Assert.Equal(OfferMemory.MaxMemos, memory.Memos.Count());
        Assert.True(memory.Knows("loyalty:1"));
        Assert.True(memory.Knows("replenishment:20200199"));
        Assert.InRange(memory.ToString().Length, 1, 16_000);
    }

    [Fact]
    public void IsMixed_BothArmsOfAKindCameTogether_IsTrueForThatKindAlone()
    {
        var memory = OfferMemory.Of(AMemo.Of("vip:2026", One) with { HeldOut = true }).Join(OfferMemory.Of(AMemo.Of("vip:2026", Two), AMemo.Of("loyalty:1", Two)));

        Assert.Equal((true, false), (memory.IsMixed(OfferKind.Vip), memory.IsMixed(OfferKind.Loyalty)));
    }

    private static BuyerId Id(char digit) => BuyerId.Of(new Identifier(IdentifierKind.Email, new string(digit, 32)));
}
