using Churn.Domain.Buyers;
using Churn.Domain.Identities;
using Churn.Domain.Offers;
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
            AMemo.Of("winback:20260601", One) with { Pending = """[{"rule":"offer.win-back","holds":true,"daysSince":200,"lapseDays":190}]""" });

        Assert.Equal(memory, OfferMemory.Parse(memory.ToString()));
        Assert.Equal(OfferMemory.None, OfferMemory.Parse(null));
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
