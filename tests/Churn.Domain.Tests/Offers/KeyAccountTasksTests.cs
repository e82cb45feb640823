using Churn.Domain.Buyers;
using Churn.Domain.Labels.Policies;
using Churn.Domain.Offers;
using Churn.Domain.Shops;
using Churn.Testing.Builders;
using Churn.Testing.Interruptions;
using Churn.Testing.Scenarios;

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

    /// <summary>
    /// Holds a mended fault: a second worker came after an order had changed which account is first, and gave out more tasks than the day
    /// allows.
    /// </summary>
    [Fact]
    public async Task FlagAsync_EqualMessageWorkedOffInBetweenWithAnOrder_CapacityIsKept()
    {
        await OrdersAsync(5);
        var between = new OnceAfter("save tasks", async () =>
        {
            var late = AnOrder.Of(Shop, "late", $"{Today:yyyy-MM-dd}T08:00:00Z", "account5@example.org", total: 100);
            await _scenario.Recording.Recorder.RecordAsync(late, default);
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
            Assert.True(tasks.Count == PerDay, $"Crash {(after ? "after" : "before")} call {at}: {tasks.Count} tasks were given out.");
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
        var kinds = policy.Offers.Kinds.SetItem(OfferKind.KeyAccountTask, terms);
        return policy with { Offers = policy.Offers with { KeyAccountTasksPerDay = PerDay, Kinds = kinds } };
    }

    private Task OrdersAsync(int accounts) => OrdersAsync(_scenario, accounts);

    // Account 2 is worth twice as much as account 1, and so on. All accounts are one day past their usual gap.
    private static async Task OrdersAsync(OfferScenario scenario, int accounts)
    {
        for (var account = 1; account <= accounts; account++)
        {
            foreach (var ago in new[] { 178, 119, 60 })
            {
                var day = $"{Today.AddDays(-ago):yyyy-MM-dd}T08:00:00Z";
                var order = AnOrder.Of(Shop, $"{account}-{ago}", day, $"account{account}@example.org", total: 200_000 * account);
                await scenario.Recording.Recorder.RecordAsync(order, default);
            }
        }
    }

    private async Task OrderForAsync(string company, string person, int value, params int[] daysAgo)
    {
        foreach (var ago in daysAgo)
        {
            var day = $"{Today.AddDays(-ago):yyyy-MM-dd}T08:00:00Z";
            var order = AnOrder.Of(Shop, $"{person}-{ago}", day, $"{person}@example.org", total: 100 * value);
            var named = order with { Buyer = order.Buyer with { CompanyId = company } };
            var recorded = await _scenario.Recording.Recorder.RecordAsync(named, default);
            await _scenario.Recording.Accounts.SettleAsync(new AccountKey(Shop.Id, company), [recorded.Key.Buyer], default);
        }
    }

    private async Task<HashSet<string>> ServedAsync() =>
        [.. (await _scenario.ListAsync()).Where(offer => offer.Kind == OfferKind.KeyAccountTask).Select(offer => offer.Buyer.Buyer.Value)];

    private static HashSet<string> Buyers(params int[] accounts) =>
        [
            .. accounts
                .Select(account => AnOrder.Of(Shop, "x", "2026-11-01", $"account{account}@example.org"))
                .Select(order => BuyerId.Of(order.Buyer.Identifiers[0]).Value),
        ];
}
