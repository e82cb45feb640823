using Churn.Domain.Buyers;
using Churn.Domain.Labels;
using Churn.Domain.Labels.Policies;
using Churn.Testing.Builders;

namespace Churn.Domain.Tests.Labels;

public sealed class OutlookTests
{
    private static readonly Policy Policy = new() { Version = "test", CycleDays = 90, CycleWeight = 2 };
    private static readonly DateOnly First = new(2026, 1, 1);

    // The columns are: days after 1 January 2026 with a purchase of 150.00, the day of the question, and the sentence. The client's 178
    // days (28 June) are those that ClassifierTests finds from the other side. The VIP's 438 days (15 March) are 365 * 600.00 / 500.00.
    [Theory]
    [InlineData("", 0, "One purchase makes a customer.")]
    [InlineData("0", 31, "One more purchase makes a returning buyer.")]
    [InlineData("0", 0, "One more purchase on or after 2 January 2026 makes a returning buyer.")]
    [InlineData("0 90", 99, "One more purchase on or after 28 June 2026 makes a client.")]
    [InlineData("0 90", 200, "One more purchase makes a client.")]
    [InlineData(
        "0 100 200",
        201,
        "One more purchase of 15,000 minor units (the buyer's average) on or before 31 January 2027 makes a VIP.")]
    [InlineData("0 60 120 180 240", 241, "There is no further label to reach by purchases.")]
    public void Describe_Purchases_NamesTheNextLabelAndItsDays(string days, int asOf, string expected)
    {
        var day = First.AddDays(asOf);

        Assert.Equal(expected, OutlookText.Describe(OutlookFinder.Find(Facts(days), ARulebook.With(Policy), day), day));
    }

    [Fact]
    public void Find_GapsTooUnevenForOnePurchase_AsksForTwoAtTheUsualGap()
    {
        var outlook = OutlookFinder.Find(Facts("0 1 2"), ARulebook.With(Policy with { VipNetPerYear = long.MaxValue }), First.AddDays(9));

        Assert.Equal((Relationship.Client, 2, 45), (outlook.Next!.Value, outlook.Purchases, outlook.GapDays));
        Assert.Equal((new DateOnly(2026, 3, 30), First.AddDays(47 + LastEvenGap(1, 1, 45))), (outlook.From!.Value, outlook.Until!.Value));
    }

    [Fact]
    public void Describe_NothingInReach_SaysSo()
    {
        var outlook = OutlookFinder.Find(Facts("0 90"), ARulebook.With(Policy with { ClientPurchaseDays = 20 }), First.AddDays(99));

        Assert.Equal("No further label is in reach within 6 purchases at the usual gap.", OutlookText.Describe(outlook, First.AddDays(99)));
    }

    // With one purchase the cycle is 90 days, the buyer is at risk after 165 days and lapsed after 207 (ClassifierTests).
    [Theory]
    [InlineData(5, "Without a purchase the buyer is cooling from 2 April 2026.")]
    [InlineData(90, "Without a purchase the buyer is cooling from 2 April 2026.")]
    [InlineData(91, "Without a purchase the buyer is at risk from 16 June 2026.")]
    [InlineData(166, "Without a purchase the buyer is lapsed from 28 July 2026.")]
    [InlineData(208, "Without a purchase nothing changes.")]
    public void DescribeWaiting_OnePurchase_NamesTheNextActivityAndItsDay(int asOf, string expected) =>
        Assert.Equal(expected, OutlookText.DescribeWaiting(OutlookFinder.Find(Facts("0"), ARulebook.With(Policy), First.AddDays(asOf))));

    [Fact]
    public void Find_RandomBuyersWithinOnePurchase_IsTheFirstDayThatTheClassifierGivesTheLabel()
    {
        var found = 0;
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            var facts = Random(random);
            var asOf = facts.LastPurchase!.Value.AddDays(random.Next(120));
            var outlook = OutlookFinder.Find(facts, ARulebook.With(Policy), asOf);
            if (outlook.Purchases != 1)
            {
                continue;
            }

            found++;
            BuyerFacts After(DateOnly day) => BuyerFold.AddPurchase(facts, new Purchase { Day = day, NetValue = outlook.ValueEach });
            Relationship On(DateOnly day) => Classifier.Classify(After(day), ARulebook.With(Policy), day).Relationship;
            Assert.True(On(outlook.From!.Value) == outlook.Next, $"Seed {seed}: {outlook}");
            Assert.True(outlook.From == asOf || On(outlook.From.Value.AddDays(-1)) <= outlook.Relationship, $"Seed {seed}: {outlook}");
            Assert.True(
                outlook.Until is not { } until || (On(until) >= outlook.Next && On(until.AddDays(1)) < outlook.Next),
                $"Seed {seed}: {outlook}");
        }

        Assert.True(found >= 20, $"Only {found} of 60 buyers are one purchase away from a label.");
    }

    private static int LastEvenGap(params int[] before)
    {
        for (var gap = 41; ; gap++)
        {
            double[] gaps = [.. before, gap + 1];
            var mean = gaps.Average();
            if (Math.Round(100 * Math.Sqrt(gaps.Average(g => g * g) - (mean * mean)) / mean) > 120)
            {
                return gap;
            }
        }
    }

    private static BuyerFacts Facts(string days) => days.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(day => First.AddDays(int.Parse(day, System.Globalization.CultureInfo.InvariantCulture)))
        .Aggregate(BuyerFacts.None, (facts, day) => BuyerFold.AddPurchase(facts, new Purchase { Day = day, NetValue = 15_000 }));

    private static BuyerFacts Random(Random random)
    {
        var facts = BuyerFold.AddPurchase(BuyerFacts.None, new Purchase { Day = First, NetValue = random.Next(1_000, 30_000) });
        for (var more = random.Next(4); more > 0; more--)
        {
            var day = facts.LastPurchase!.Value.AddDays(random.Next(1, 200));
            facts = BuyerFold.AddPurchase(facts, new Purchase { Day = day, NetValue = random.Next(1_000, 30_000) });
        }

        return facts with { DiscountedOrders = random.Next(facts.PurchaseOrders + 1) };
    }
}
