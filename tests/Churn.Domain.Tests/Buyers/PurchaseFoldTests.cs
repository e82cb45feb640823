using Churn.Domain.Buyers;
using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Churn.Testing.Builders;

namespace Churn.Domain.Tests.Buyers;

public sealed class PurchaseFoldTests
{
    private static readonly Shop Shop = AShop.Named("shop");

    [Fact]
    public void Fold_GiftBetweenTwoOwnOrders_IsNoDayOfOwnNeed()
    {
        var facts = Fold(Of("1", "2026-01-01"), Of("2", "2026-01-20") with { Gift = GiftRules.Declared }, Of("3", "2026-03-02"));

        Assert.Equal((3, 2, 60), (facts.PurchaseDays, facts.OwnPurchaseDays, facts.LastGapDays));
        Assert.Equal((new DateOnly(2026, 1, 20), 3_600), (facts.SecondPurchase, facts.OwnSquaredGaps));
    }

    [Fact]
    public void Fold_GiftAndOwnOrderOnOneDay_IsADayOfOwnNeed()
    {
        var facts = Fold(Of("1", "2026-01-01T10:00Z") with { Gift = GiftRules.Declared }, Of("2", "2026-01-01T11:00Z"));

        Assert.Equal(1, facts.OwnPurchaseDays);
        Assert.True(Assert.Single(facts.Recent) is { Orders: 2, GiftOrders: 1, IsOwn: true });
    }

    [Fact]
    public void Fold_OrdersOfTwoMonths_SumsEachMonthOfTheShop()
    {
        var dear = new OrderMoney(4_000, 0, 595, 0);

        // 23:30 UTC on 31 January is 1 February in Berlin.
        var facts = Fold(
            Of("1", "2026-01-05") with { Money = dear },
            Of("2", "2026-01-05T12:00Z") with { Money = dear },
            Of("3", "2026-01-31T23:30Z"));

        Assert.Equal(
            [
                new PurchaseMonth(new DateOnly(2026, 1, 1), 1, 2, 8_000, 1_190),
                new PurchaseMonth(new DateOnly(2026, 2, 1), 1, 1, 5_000, 0),
            ],
            facts.Months);
        Assert.Equal(1_190, facts.DeliveryFees);
    }

    [Fact]
    public void Fold_MoreThanFits_KeepsTheLatestAndTheSumsExact()
    {
        var first = new DateOnly(2000, 1, 15);
        var orders = Enumerable.Range(0, 300).Select(i => Of($"{i}", $"{first.AddMonths(i):yyyy-MM-dd}") with { Lines = [Line($"p{i}")] });

        var facts = Fold([.. orders]);

        Assert.Equal(
            (BuyerFold.MaxMonths, BuyerFold.MaxRecentDays, BuyerFold.MaxProducts),
            (facts.Months.Count, facts.Recent.Count, facts.Products.Count));
        Assert.Equal((300, 1_500_000L), (facts.PurchaseDays, facts.NetValue));
        Assert.Equal(("p260", "p299"), (facts.Products[0].Product, facts.Products[^1].Product));
        Assert.Equal(new DateOnly(2024, 12, 1), facts.Months[^1].Month);
    }

    [Fact]
    public void Fold_ProductBoughtTwiceAndGivenOnce_CountsOwnUnitsAndDays()
    {
        var facts = Fold(
            Of("1", "2026-01-01") with { Lines = [Line("tea", 2), Line("tea", 0.5m), Line("*", 9)] },
            Of("2", "2026-02-01") with { Lines = [Line("tea", 4)], Gift = GiftRules.Wrap },
            Of("3", "2026-03-01") with { Lines = [Line("tea"), Line("cup")] });

        Assert.Equal(["cup", "tea"], facts.Products.Select(need => need.Product));
        Assert.Equal(new ProductNeed("tea", 4, 2, new DateOnly(2026, 1, 1), new DateOnly(2026, 3, 1)), facts.Products[1]);
    }

    [Fact]
    public void Fold_ContractRenewedThenLeftThenTakenAgain_StartsAnew()
    {
        var year = Term("1", "2025-01-01", "2025-12-31");
        var renewed = Fold(year, Term("2", "2026-01-10", "2026-12-31"));
        var again = Fold(year, Term("2", "2026-02-10", "2027-01-31"));

        Assert.Equal(
            (new DateOnly(2025, 1, 1), new DateOnly(2026, 12, 31), 1),
            (renewed.ContractStart, renewed.ContractUntil, renewed.ContractRenewals));
        Assert.Equal(
            (new DateOnly(2026, 2, 10), new DateOnly(2027, 1, 31), 0),
            (again.ContractStart, again.ContractUntil, again.ContractRenewals));
    }

    [Fact]
    public void Add_RandomHistories_EqualsFoldOfAnyPermutationInEveryFact()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var ledger = Enumerable.Range(0, random.Next(1, 120)).Select(i => RandomOrder(random, i)).ToArray();
            var oneByOne = ledger.OrderBy(order => order.Position)
                .Aggregate(BuyerFacts.None, (facts, order) => BuyerFold.Add(facts, order, Shop));
            random.Shuffle(ledger);

            var differing = FactComparison.Compare(oneByOne, BuyerFold.Fold(ledger, Shop));

            Assert.True(differing.IsEmpty, $"Seed {seed}: these facts differ: {string.Join(", ", differing)}.");
            Assert.True(
                oneByOne.Months.Sum(month => month.NetValue) == oneByOne.NetValue,
                $"Seed {seed}: the months do not sum up to the net value.");
        }
    }

    private static BuyerFacts Fold(params Order[] orders) => BuyerFold.Fold(orders, Shop);

    private static Order Of(string id, string day) => AnOrder.Of(Shop, id, day);

    private static Order Term(string id, string day, string until) =>
        Of(id, day) with { ContractUntil = DateOnly.ParseExact(until, "yyyy-MM-dd") };

    private static OrderLine Line(string product, decimal quantity = 1) => new() { Product = product, Quantity = quantity };

    private static Order RandomOrder(Random random, int id)
    {
        var day = new DateTime(2020, 1, 1, random.Next(24), 0, 0, DateTimeKind.Utc).AddDays(random.Next(900));
        return Of($"{id}", $"{day:yyyy-MM-ddTHH:mm}Z") with
        {
            Status = (OrderStatus)random.Next(4),
            Money = new OrderMoney(random.Next(1, 9_000), random.Next(2) * 10, random.Next(600), 0),
            Currency = random.Next(9) == 0 ? "USD" : "EUR",
            Gift = random.Next(4) == 0 ? GiftRules.Note : null,
            Subscription = random.Next(5) == 0,
            ContractUntil = random.Next(6) == 0 ? DateOnly.FromDateTime(day).AddDays(30 * random.Next(1, 13)) : null,
            Lines = [.. Enumerable.Range(0, random.Next(4)).Select(_ => Line($"p{random.Next(90)}", random.Next(1, 7) / 2m))],
        };
    }
}
