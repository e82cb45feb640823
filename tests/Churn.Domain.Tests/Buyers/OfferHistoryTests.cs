using Churn.Domain.Buyers;
using Churn.Domain.Labels;
using Churn.Domain.Labels.Policies;
using Churn.Domain.Offers;
using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Churn.Testing.Builders;

namespace Churn.Domain.Tests.Buyers;

public sealed class OfferHistoryTests
{
    private static readonly BuyerId One = Id('1');
    private static readonly BuyerId Two = Id('2');

    [Fact]
    public void Parse_WhatWasWritten_IsTheSameMemory()
    {
        var memory = OfferHistory.Of(
            AnOfferRecord.Of("loyalty:1", One) with { HeldOut = true, First = true },
            AnOfferRecord.Of("vip:2026", Two) with { Closed = true },
            AnOfferRecord.Of("referral:2025", One) with { Redeemed = true },
            AnOfferRecord.Of("winback:20260601", One) with
            {
                Pending = """[{"rule":"offer.win-back","holds":true,"daysSince":200,"lapseDays":190}]""",
            });

        Assert.Equal(memory, OfferHistory.Parse(memory.ToString()));
        Assert.Equal(OfferHistory.None, OfferHistory.Parse(null));
    }

    /// <summary>Memos are separated by spaces, and a product's id may contain spaces.</summary>
    [Fact]
    public void Remember_ProductWithSpacesAndCommas_IsReadBackWithItsName()
    {
        var buyer = new Buyer
        {
            Key = new BuyerKey(ShopId.Parse("demo"), One),
            Facts = BuyerFacts.None,
            Class = Classifier.Classify(BuyerFacts.None, ARulebook.For(BusinessModel.Consumables), new DateOnly(2026, 6, 1)),
        };
        var reason = new Reason(OfferRuleIds.Replenishment, true, ("daysSince", 30)) { Product = "green \"tea\", 100 g" };
        var verdict = new OfferVerdict(OfferKind.Replenishment, null, "20260601.1a2b3c4d", [reason]);

        var offerRecord = OfferDecider.Remember(buyer, verdict, new OfferTerms(14, 21, 14), false, new DateOnly(2026, 7, 1));
        var memory = OfferHistory.Of(offerRecord, AnOfferRecord.Of("vip:2026", One));

        Assert.Equal(memory, OfferHistory.Parse(memory.ToString()));
        Assert.True(verdict.Reasons.SequenceEqual(Assert.Single(OfferHistory.Parse(memory.ToString()).Pending).ToOffer(buyer).Reasons));
    }

    [Fact]
    public void Join_TwoMemories_IsCommutativeAndIdempotentAndKeepsWhatCameFurther()
    {
        var pending = AnOfferRecord.Of("loyalty:1", One) with { Pending = "[]" };
        var left = OfferHistory.Of(pending, AnOfferRecord.Of("vip:2025", One) with { Closed = true });
        var right = OfferHistory.Of(pending with { Pending = null }, AnOfferRecord.Of("vip:2025", One), AnOfferRecord.Of("vip:2026", Two));

        var joined = left.Join(right);

        Assert.Equal(joined, right.Join(left));
        Assert.Equal(joined, joined.Join(left).Join(right));
        Assert.Empty(joined.Pending);
        Assert.True(joined.Records.Single(offerRecord => offerRecord.Episode == "2025").Closed);
    }

    [Fact]
    public void With_MoreThanARowKeeps_ForgetsOldClosedOnesAndNeverWhatIsOfferedOnce()
    {
        var offerRecords = Enumerable.Range(0, 200).Select(i => AnOfferRecord.Of($"replenishment:{20200000 + i}", One) with
        {
            FlaggedOn = new DateOnly(2020, 1, 1).AddDays(i),
            Closed = i < 190,
        });

        var memory = OfferHistory.Of([AnOfferRecord.Of("loyalty:1", One) with { FlaggedOn = new DateOnly(2019, 1, 1), Closed = true }, .. offerRecords]);

        Assert.Equal(OfferHistory.MaxRecords, memory.Records.Count());
        Assert.True(memory.Knows("loyalty:1"));
        Assert.True(memory.Knows("replenishment:20200199"));
        Assert.InRange(memory.ToString().Length, 1, 16_000);
    }

    [Fact]
    public void IsMixed_BothArmsOfAKindCameTogether_IsTrueForThatKindAlone()
    {
        var other = OfferHistory.Of(AnOfferRecord.Of("vip:2026", Two), AnOfferRecord.Of("loyalty:1", Two));
        var memory = OfferHistory.Of(AnOfferRecord.Of("vip:2026", One) with { HeldOut = true }).Join(other);

        Assert.Equal((true, false), (memory.IsMixed(OfferKind.Vip), memory.IsMixed(OfferKind.Loyalty)));
    }

    private static BuyerId Id(char digit) => BuyerId.Of(new Identifier(IdentifierKind.Email, new string(digit, 32)));
}
