using Churn.Domain.Buyers;
using Churn.Domain.Labels;
using Churn.Domain.Labels.Policies;
using Churn.Testing.Builders;

namespace Churn.Domain.Tests.Labels;

public sealed class ClassifierTests
{
    private static readonly Policy Policy = new() { Version = "test", CycleDays = 90, CycleWeight = 2 };
    private static readonly DateOnly First = new(2026, 1, 1);

    // The columns are: purchase days, days from first to last, discounted orders, net value, and the label they give.
    [Theory]
    [InlineData(0, 0, 0, 0, Relationship.None)]
    [InlineData(1, 0, 0, 5_000, Relationship.Customer)]
    [InlineData(2, 300, 0, 5_000, Relationship.Returning)]
    [InlineData(3, 180, 0, 5_000, Relationship.Client)]
    [InlineData(3, 178, 0, 5_000, Relationship.Client)]
    [InlineData(3, 177, 0, 5_000, Relationship.Returning)]
    [InlineData(3, 180, 3, 5_000, Relationship.Returning)]
    [InlineData(3, 180, 2, 5_000, Relationship.Client)]
    [InlineData(3, 180, 0, 50_000, Relationship.Vip)]
    [InlineData(3, 180, 0, 49_999, Relationship.Client)]
    public void Classify_EvenGaps_GivesTheRelationship(int days, int tenure, int discounted, long value, Relationship expected)
    {
        var result = Classifier.Classify(Facts(days, tenure, discounted, value), ARulebook.With(Policy), First.AddDays(tenure + 1));

        Assert.Equal(expected, result.Relationship);
    }

    // With one purchase the cycle is 90 days, the buyer is at risk after 165 days and lapsed after 207.
    [Theory]
    [InlineData(1, 90, Activity.New)]
    [InlineData(1, 91, Activity.Cooling)]
    [InlineData(1, 165, Activity.Cooling)]
    [InlineData(1, 166, Activity.AtRisk)]
    [InlineData(1, 207, Activity.AtRisk)]
    [InlineData(1, 208, Activity.Lapsed)]
    [InlineData(2, 60, Activity.Active)]
    public void Classify_DaysSinceTheLastPurchase_GivesTheActivity(int days, int since, Activity expected)
    {
        var asOf = First.AddDays(((days - 1) * 90) + since);
        var result = Classifier.Classify(Facts(days, (days - 1) * 90, 0, 5_000), ARulebook.With(Policy), asOf);

        Assert.Equal(expected, result.Activity);
    }

    [Fact]
    public void Classify_RunningSubscriptionOfOneOrder_MakesAClient()
    {
        var facts = Facts(1, 0, 0, 5_000) with { LastSubscriptionPurchase = First };

        Assert.Equal(Relationship.Client, Classifier.Classify(facts, ARulebook.With(Policy), First.AddDays(207)).Relationship);
        Assert.Equal(Relationship.Customer, Classifier.Classify(facts, ARulebook.With(Policy), First.AddDays(208)).Relationship);
    }

    [Fact]
    public void Classify_IrregularGaps_WithholdsTheClientLabelAndSaysWhy()
    {
        // The gaps are 1, 1 and 358 days: their mean is 120, their deviation 168.
        var facts = Facts(4, 360, 0, 5_000) with { OwnSquaredGaps = 1 + 1 + (358 * 358), LastGapDays = 358 };

        var result = Classifier.Classify(facts, ARulebook.With(Policy), First.AddDays(361));

        Assert.Equal(Relationship.Returning, result.Relationship);
        var reason = Assert.Single(result.Reasons, r => r.Rule == Rules.Regularity);
        Assert.False(reason.Holds);
        Assert.Equal(140, reason.Numbers["variationPercent"]);
        Assert.Contains("vary by 140 %", ReasonText.Describe(reason), StringComparison.Ordinal);
    }

    [Fact]
    public void ReasonJson_WrittenAndRead_IsTheSame()
    {
        var reasons = Classifier.Classify(Facts(4, 360, 1, 90_000), ARulebook.With(Policy), First.AddDays(400)).Reasons;

        Assert.Equal(reasons.AsEnumerable(), ReasonJson.Read(ReasonJson.Write(reasons)));
        Assert.True(reasons.Length >= 6);
    }

    private static BuyerFacts Facts(int days, int tenure, int discountedOfThree, long value)
    {
        var gaps = Math.Max(1, days - 1);
        return new BuyerFacts
        {
            Orders = days,
            PurchaseOrders = days,
            PurchaseDays = days,
            FirstPurchase = days == 0 ? null : First,
            LastPurchase = days == 0 ? null : First.AddDays(tenure),
            OwnPurchaseDays = days,
            FirstOwnPurchase = days == 0 ? null : First,
            LastOwnPurchase = days == 0 ? null : First.AddDays(tenure),
            OwnSquaredGaps = (long)tenure * tenure / gaps,
            LastGapDays = tenure / gaps,
            Months = days == 0 ? FactList<PurchaseMonth>.Empty : [new PurchaseMonth(First, days, days, value, 0)],
            DiscountedOrders = discountedOfThree,
            NetValue = value,
        };
    }
}
