using Churn.Domain.Buyers;
using Churn.Domain.Labels;
using Churn.Domain.Labels.Policies;
using Churn.Domain.Labels.Scores;
using Churn.Domain.Shops;
using Churn.Testing.Builders;

namespace Churn.Domain.Tests.Labels;

/// <summary>Tests how labels change while a buyer buys nothing.</summary>
public sealed class PassingTimeTests
{
    [Fact]
    public void Classify_DayByDayWithoutAnOrder_NeverGoesBackAndFallsOneStepAtATime()
    {
        var (steps, lapses) = (0, 0);
        for (var seed = 0; seed < 150; seed++)
        {
            var random = new Random(seed);
            var rulebook = ARulebook.For((BusinessModel)random.Next(7));
            var facts = RandomBuyer(random);
            var asOf = facts.LastPurchase!.Value;
            var before = Classifier.Classify(facts, rulebook, asOf);
            for (var day = 1; day <= 1_500; day += 1)
            {
                var now = Classifier.Classify(facts, rulebook, asOf.AddDays(day));
                var fell = before.Relationship - now.Relationship;
                Assert.True(
                    fell is 0 or 1 || (before.Relationship, now.Relationship) == (Relationship.Client, Relationship.Customer),
                    $"Seed {seed}, day {day}: {before.Relationship} to {now.Relationship}");
                Assert.True(Stage(now.Activity) >= Stage(before.Activity), $"Seed {seed}, day {day}: {before.Activity} to {now.Activity}");
                Assert.True(now.Relationship < Relationship.Client || facts.PurchaseDays > 0, $"Seed {seed}: a client never bought.");
                steps += fell > 0 ? 1 : 0;
                lapses += now.Activity == Activity.Lapsed && before.Activity != Activity.Lapsed ? 1 : 0;
                before = now;
            }
        }

        Assert.True(steps > 20 && lapses > 100, $"Only {steps} steps down and {lapses} lapses occurred.");
    }

    [Theory]
    [InlineData(62, 63)]
    [InlineData(88, 89)]
    public void Classify_LearnedMedianThatMovesByADay_MovesNoLabel(int tonight, int tomorrow)
    {
        var facts = BuyerFold.AddPurchase(BuyerFacts.None, new Purchase { Day = new DateOnly(2026, 1, 1), NetValue = 5_000 });
        Rulebook Learned(int median) => ARulebook.For(BusinessModel.GeneralRetail) with
        {
            Model = ShopModel.None with { Gaps = new GapFacts(500, median, 2 * median, 3.4) },
        };

        for (var day = 0; day < 300; day++)
        {
            var asOf = new DateOnly(2026, 1, 1).AddDays(day);
            var night = Classifier.Classify(facts, Learned(tonight), asOf);
            Assert.True(night.HasSameLabels(Classifier.Classify(facts, Learned(tomorrow), asOf)), $"Day {day}: the labels differ.");
        }

        Assert.NotEqual(
            Classifier.Classify(facts, Learned(tonight), facts.LastPurchase!.Value).CycleDays,
            Classifier.Classify(facts, Learned(tonight + 14), facts.LastPurchase!.Value).CycleDays);
    }

    [Theory]
    [InlineData(0, 90)]
    [InlineData(10, 88)]
    [InlineData(50, 77)]
    [InlineData(100, 63)]
    public void Classify_ShopWhoseGapsAreTrustedSoFar_StandsBetweenThePolicysCycleAndItsOwn(int trust, int expected)
    {
        var facts = BuyerFold.AddPurchase(BuyerFacts.None, new Purchase { Day = new DateOnly(2026, 1, 1), NetValue = 5_000 });
        var gaps = new GapFacts(500, 63, 126, 3.4) { TrustPercent = trust };
        var rulebook = ARulebook.For(BusinessModel.GeneralRetail) with { Model = ShopModel.None with { Gaps = gaps } };

        Assert.Equal(expected, Classifier.Classify(facts, rulebook, facts.LastPurchase!.Value).CycleDays);
    }

    [Theory]
    [InlineData(0, 0, 90)]
    [InlineData(20, 0, 20)]
    [InlineData(0, 45, 45)]
    public void Classify_ProductWithItsOwnCycle_TakesItForWhoBoughtItLast(int cycle, int consumable, int expected)
    {
        var policy = Policy.For(BusinessModel.GeneralRetail);
        var tea = new ProductPolicy { CycleDays = cycle, Consumable = consumable > 0 };
        policy = policy with { Products = policy.Products.Add("tea", tea) };
        var lines = new Domain.Orders.OrderLine { Product = "tea" };
        var purchase = new Purchase { Day = new DateOnly(2026, 1, 1), NetValue = 5_000, Lines = [lines] };
        var facts = BuyerFold.AddPurchase(BuyerFacts.None, purchase);

        Assert.Equal(expected, Classifier.Classify(facts, ARulebook.With(policy), new DateOnly(2026, 1, 1)).CycleDays);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(2, true)]
    public void Classify_ProductWithCeiling_HoldsFromItsLastUnit(int units, bool once)
    {
        var policy = Policy.For(BusinessModel.GeneralRetail);
        policy = policy with { Products = policy.Products.Add("sofa", new ProductPolicy { CeilingUnits = 2, OnceInALifetime = once }) };
        var lines = new Domain.Orders.OrderLine { Product = "sofa", Quantity = units };
        var purchase = new Purchase { Day = new DateOnly(2026, 1, 1), NetValue = 5_000, Lines = [lines] };
        var facts = BuyerFold.AddPurchase(BuyerFacts.None, purchase);

        var labels = Classifier.Classify(facts, ARulebook.With(policy), new DateOnly(2026, 1, 1));
        var ceiling = Assert.Single(labels.Reasons, reason => reason.Rule == Rules.Ceiling);

        Assert.Equal(once, ceiling.Holds);
    }

    [Fact]
    public void Classify_ContractWithFittedRenewals_SaysHowLikelyTheNextIs()
    {
        var day = new DateOnly(2026, 1, 1);
        var facts = BuyerFold.AddPurchase(BuyerFacts.None, new Purchase { Day = day, NetValue = 5_000, ContractUntil = day.AddDays(364) });
        var model = ShopModel.None with { Contracts = new ContractParameters(1, 3) };
        var rulebook = ARulebook.For(BusinessModel.Services) with { Model = model };

        var contract = Assert.Single(Classifier.Classify(facts, rulebook, day).Reasons, reason => reason.Rule == Rules.Contract);

        // The probability is beta / (alpha + beta) = 3/4 at the first renewal.
        Assert.Equal(
            "The contract runs for 364 more days, renewed 0 time(s); renewed with a probability of 75 %.",
            ReasonText.Describe(contract));
    }

    [Theory]
    [InlineData(-1, Relationship.Vip)]
    [InlineData(1, Relationship.Client)]
    public void Classify_PredictedValueBesideItsThreshold_DecidesInsteadOfThePolicysValue(int above, Relationship expected)
    {
        var (facts, day) = (BuyerFacts.None, new DateOnly(2026, 1, 1));
        for (var order = 0; order < 6; order++)
        {
            facts = BuyerFold.AddPurchase(facts, new Purchase { Day = day.AddDays(60 * order), NetValue = 3_000 });
        }

        var asOf = day.AddDays(320);
        var model = ShopModel.None with { Purchases = new PurchaseParameters(0.6, 40, 0.5, 2.5), Spend = new SpendParameters(6, 4, 1_500) };
        var last = facts.LastPurchase!.Value;
        var since = asOf.AddMonths(-3) > last ? asOf.AddMonths(-3) : last;
        var value = (long)Math.Round(Scorer.Value(facts, model, since)!.Value);
        var rulebook = ARulebook.For(BusinessModel.GeneralRetail) with { Model = model with { VipValue = value + above } };
        var labels = Classifier.Classify(facts, rulebook, asOf);

        Assert.Equal(expected, labels.Relationship);
        var predicted = Assert.Single(labels.Reasons, reason => reason.Rule == Rules.VipPredicted);
        Assert.Contains("Predicted to be worth", ReasonText.Describe(predicted), StringComparison.Ordinal);
        Assert.Equal(Relationship.Client, Classifier.Classify(facts, ARulebook.For(BusinessModel.GeneralRetail), asOf).Relationship);
    }

    // Won back, new and active are one stage: none of them can follow cooling without an order.
    private static int Stage(Activity activity) => activity switch
    {
        Activity.WonBack => 0,
        Activity.New or Activity.Active => 1,
        _ => (int)activity,
    };

    private static BuyerFacts RandomBuyer(Random random)
    {
        var (facts, day) = (BuyerFacts.None, new DateOnly(2024, 1, 1));
        for (var orders = random.Next(1, 8); orders > 0; orders--)
        {
            facts = BuyerFold.AddPurchase(facts, new Purchase
            {
                Day = day,
                NetValue = random.Next(1_000, 60_000),
                Discounted = random.Next(3) == 0,
                Gift = orders > 1 && random.Next(5) == 0,
                Subscription = random.Next(4) == 0,
                ContractUntil = random.Next(5) == 0 ? day.AddDays(random.Next(30, 400)) : null,
            });
            day = day.AddDays(random.Next(1, 250));
        }

        return facts;
    }
}
