using Churn.Domain.Accounts;
using Churn.Domain.Buyers;
using Churn.Domain.Classification;
using Churn.Domain.Offers;
using Churn.Domain.Shops;
using Churn.TestSupport.Builders;
using Churn.TestSupport.Interruptions;
using Churn.TestSupport.Scenarios;

namespace Churn.Domain.Tests.Offers;

public sealed class KeyAccountTasksTests
{
    private const int PerDay = 2;

    private static readonly Shop Shop = AShop.Named("wholesale", options => options.BusinessModel = BusinessModel.Wholesale);
    private static readonly DateOnly Today = DateOnly.FromDateTime(RecorderScenario.Noon.UtcDateTime);

    private readonly OfferScenario _scenario = new(Shop) { Rulebooks = new FixedRulebooks(ARulebook.With(Rules())) };

    [Fact]
    public async Task FlagAsync_FiveAccountsAndATwoTasksDay_ThoseWithMostAtRiskAreServedFirst()
    {
        await OrdersAsync(5);

        await _scenario.FlagAsync(Today);

        Assert.Equal(Buyers(5, 4), await ServedAsync());
        var tally = await _scenario.Offers.ListTalliesAsync(Shop.Id, default).SingleAsync(tally => tally.From == KeyAccountTasks.TallyFrom);
        Assert.Equal((PerDay, 3), (tally.Flagged["keyaccounttask"], tally.Nothing[OfferBlocks.Capacity]));
    }

    [Fact]
    public async Task FlagAsync_TheNextDay_TheNextOnesAreServedAndNobodyTwice()
    {
        await OrdersAsync(5);
        await _scenario.FlagAsync(Today);

        await _scenario.FlagAsync(Today.AddDays(1));
        await _scenario.FlagAsync(Today.AddDays(2));

        Assert.Equal(Buyers(5, 4, 3, 2, 1), await ServedAsync());
    }

    [Fact]
    public async Task FlagAsync_YesterdaysMessageComesLate_GivesOutNothing()
    {
        await OrdersAsync(5);
        await _scenario.FlagAsync(Today);

        await _scenario.FlagAsync(Today.AddDays(-1));

        Assert.Equal(PerDay, (await ServedAsync()).Count);
    }

    /// <summary>The fault: a second worker that came after an order had changed who is first gave out tasks beyond the day's capacity.</summary>
    [Fact]
    public async Task FlagAsync_EqualMessageWorkedOffInBetweenWithAnOrder_CapacityIsKept()
    {
        await OrdersAsync(5);
        var between = new OnceAfter("save tasks", async () =>
        {
            await _scenario.Recording.Recorder.RecordAsync(AnOrder.Of(Shop, "late", $"{Today:yyyy-MM-dd}T08:00:00Z", "account5@example.org", total: 100), default);
            await _scenario.FlagAsync(Today);
        });

        await _scenario.FlagAsync(Today, between);
        await _scenario.FlagAsync(Today);

        Assert.True(between.Happened);
        Assert.InRange((await ServedAsync()).Count, 1, PerDay);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task FlagAsync_CrashAtEveryCall_TheNextDeliveryServesTheChosenAndNoMore(bool after)
    {
        for (var (at, crashed) = (1, true); crashed; at++)
        {
            var scenario = new OfferScenario(Shop) { Rulebooks = _scenario.Rulebooks };
            await OrdersAsync(scenario, 5);
            crashed = false;
            try
            {
                await scenario.FlagAsync(Today, new CrashAtCall(at, after));
            }
            catch (CrashedException)
            {
                crashed = true;
            }

            await scenario.FlagAsync(Today);
            var tasks = (await scenario.ListAsync()).Where(offer => offer.Kind == OfferKind.KeyAccountTask).ToList();
            Assert.True(tasks.Count == PerDay, $"crash {(after ? "after" : "before")} call {at}: {tasks.Count} tasks");
        }
    }

    [Fact]
    public async Task FlagAsync_CompanyWithTwoMembers_IsOneTaskForTheOneWhoBoughtMost()
    {
        await OrderForAsync("acme", "anna", 3_000, 178, 119, 60);
        await OrderForAsync("acme", "ben", 1_000, 170);

        await _scenario.FlagAsync(Today);
        await _scenario.FlagAsync(Today.AddDays(1));

        var task = Assert.Single(await _scenario.ListAsync(), offer => offer.Kind == OfferKind.KeyAccountTask);
        Assert.Equal(BuyerId.Of(AnOrder.Of(Shop, "x", "2026-11-01", "anna@example.org").Buyer.Identifiers[0]), task.Buyer.Buyer);
        Assert.Equal(1_000_000, Assert.Single(task.Reasons).Numbers["perYear"]);
    }

    [Fact]
    public async Task FlagAsync_CompanyWhoseOtherMemberOrderedYesterday_IsNotQuiet()
    {
        await OrderForAsync("acme", "anna", 3_000, 178, 119, 60);
        await OrderForAsync("acme", "ben", 1_000, 1);

        await _scenario.FlagAsync(Today);

        Assert.DoesNotContain(await _scenario.ListAsync(), offer => offer.Kind == OfferKind.KeyAccountTask);
    }

    private static Policy Rules()
    {
        var policy = Policy.For(BusinessModel.Wholesale);
        var terms = policy.Offers.Kinds[OfferKind.KeyAccountTask] with { HoldoutPercent = 0 };
        return policy with { Offers = policy.Offers with { KeyAccountTasksPerDay = PerDay, Kinds = policy.Offers.Kinds.SetItem(OfferKind.KeyAccountTask, terms) } };
    }

    private Task OrdersAsync(int accounts) => OrdersAsync(_scenario, accounts);

    // Account 2 is worth twice account 1 and so on, and all of them are a day past their usual gap.
    private static async Task OrdersAsync(OfferScenario scenario, int accounts)
    {
        for (var account = 1; account <= accounts; account++)
        {
            foreach (var ago in new[] { 178, 119, 60 })
            {
                await scenario.Recording.Recorder.RecordAsync(
                    AnOrder.Of(Shop, $"{account}-{ago}", $"{Today.AddDays(-ago):yyyy-MM-dd}T08:00:00Z", $"account{account}@example.org", total: 200_000 * account), default);
            }
        }
    }

    private async Task OrderForAsync(string company, string person, int value, params int[] daysAgo)
    {
        foreach (var ago in daysAgo)
        {
            var order = AnOrder.Of(Shop, $"{person}-{ago}", $"{Today.AddDays(-ago):yyyy-MM-dd}T08:00:00Z", $"{person}@example.org", total: 100 * value);
            var recorded = await _scenario.Recording.Recorder.RecordAsync(order with { Buyer = order.Buyer with { CompanyId = company } }, default);
            await _scenario.Recording.Accounts.SettleAsync(new AccountKey(Shop.Id, company), [recorded.Key.Buyer], default);
        }
    }

    private async Task<HashSet<string>> ServedAsync() =>
        [.. (await _scenario.ListAsync()).Where(offer => offer.Kind == OfferKind.KeyAccountTask).Select(offer => offer.Buyer.Buyer.Value)];

    private static HashSet<string> Buyers(params int[] accounts) =>
        [.. accounts.Select(account => BuyerId.Of(AnOrder.Of(Shop, "x", "2026-11-01", $"account{account}@example.org").Buyer.Identifiers[0]).Value)];
}
