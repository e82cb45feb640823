using System.Collections.Immutable;
using Churn.Domain.Buyers;
using Churn.Domain.Labels;
using Churn.Domain.Messages;
using Churn.Domain.Orders;
using Churn.Domain.Recording;
using Churn.Domain.Shops;
using Churn.Testing.Builders;
using Churn.Testing.Interruptions;
using Churn.Testing.Scenarios;
using Churn.Testing.Stores;

namespace Churn.Domain.Tests.Recording;

public sealed class AccountProjectorTests
{
    private static readonly Shop Shop = AShop.Named("wholesale", options => options.BusinessModel = BusinessModel.Wholesale);
    private readonly RecorderScenario _scenario = RecorderScenario.InMemory(Shop);
    private readonly AccountProjector _rowBuilder;

    public AccountProjectorTests() => _rowBuilder = RowBuilder(_scenario, Storage.Accounts);

    private MemoryStorage Storage => _scenario.Storage;

    [Fact]
    public async Task SettleAsync_TwoPeopleOfACompany_RollUpToOneAccount()
    {
        await RecordAsync(
            Of("1", "2026-01-10", "anna", "acme", 20_000),
            Of("2", "2026-03-10", "ben", "acme", 30_000),
            Of("3", "2026-03-10", "ben", null, 40_000));

        await DrainAsync();

        var account = (await Storage.Accounts.GetAsync(Acme, default))!;
        Assert.Equal((2, 2, 2, 50_000L), (account.Members, account.Facts.Orders, account.Facts.PurchaseDays, account.Facts.NetValue));
        Assert.Equal(new DateOnly(2026, 1, 10), account.Facts.FirstPurchase!.Value);
        Assert.Equal(new DateOnly(2026, 3, 10), account.Facts.LastPurchase!.Value);
    }

    [Fact]
    public async Task NotifyAccountsAsync_OrderWithoutACompany_SendsNothing()
    {
        await RecordAsync(Of("1", "2026-01-10", "anna", null));

        Assert.Empty(Storage.Sent.Accounts);
    }

    [Fact]
    public async Task NotifyAccountsAsync_DuplicateOfACompanysOrder_SendsAgain()
    {
        var order = Of("1", "2026-01-10", "anna", "acme");

        await RecordAsync(order, order);

        Assert.Equal(2, Storage.Sent.Accounts.Count);
    }

    [Fact]
    public async Task SettleAsync_OrderThatMovedToAnotherCompany_LeavesTheFirst()
    {
        var order = Of("1", "2026-01-10", "anna", "acme");
        await RecordAsync(order, AnOrder.Edited(order, o => o with { Buyer = o.Buyer with { CompanyId = "umbrella" } }));

        await DrainAsync();

        var left = (await Storage.Accounts.GetAsync(Acme, default))!;
        Assert.Equal((0, 0), (left.Facts.Orders, left.Members));
        Assert.Equal(1, (await Storage.Accounts.GetAsync(new AccountKey(Shop.Id, "umbrella"), default))!.Facts.Orders);
    }

    [Fact]
    public async Task SettleAsync_MembersMergedAndTakenApartAgain_CountsEachOrderOnce()
    {
        await RecordAsync(Of("1", "2026-01-10", "anna", "acme"), Of("2", "2026-02-10", "ben", "acme"));
        var both = AnOrder.Of(Shop, "3", "2026-03-10", email: "anna@example.org", phone: "030 123456");
        var ben = AnOrder.Of(Shop, "4", "2026-03-11", email: "ben@example.org", phone: "030 123456");
        await RecordAsync(With(both, "acme"), With(ben, "acme"));
        await DrainAsync();
        Assert.Equal((1, 4), await SizeAsync());

        await _scenario.Identities.ShareAsync(Shop.Id, both.Buyer.Identifiers.First(i => i.Kind == IdentifierKind.Phone), default);
        await _scenario.ResettleAsync();
        await DrainAsync();

        Assert.Equal((2, 4), await SizeAsync());
    }

    [Fact]
    public async Task SettleAsync_PlatformMergeAndItsUndo_ReachTheAccountWithoutAnOrder()
    {
        await RecordAsync(
            With(AnOrder.Of(Shop, "1", "2026-01-10", email: null, customerId: "7"), "acme"),
            With(AnOrder.Of(Shop, "2", "2026-02-10", email: null, customerId: "8"), "acme"));
        await DrainAsync();
        var customers = IdentityHasher.OfCustomer(Shop, "7").Concat(IdentityHasher.OfCustomer(Shop, "8")).ToImmutableSortedSet();
        var link = new BuyerLink { Shop = Shop.Id, Customers = [[customers[0]], [customers[1]]] };

        Assert.True(await _scenario.Identities.LinkAsync(link, RecorderScenario.Noon, default));
        await DrainAsync();
        Assert.Equal((1, 2), await SizeAsync());

        await _scenario.Identities.UnmergeAsync(new BuyerKey(Shop.Id, BuyerId.Of(customers[^1])), default);
        await _scenario.ResettleAsync();
        await DrainAsync();
        Assert.Equal((2, 2), await SizeAsync());
    }

    [Fact]
    public async Task SettleAsync_MemberTakenOutOfANonMember_IsKnown()
    {
        var anna = AnOrder.Of(Shop, "1", "2026-01-10", "family@example.org", customerId: "7");
        var ben = AnOrder.Of(Shop, "2", "2026-02-10", "family@example.org", customerId: "8");
        var again = AnOrder.Of(Shop, "3", "2026-03-10", "family@example.org", customerId: "8");
        await RecordAsync(With(anna, "acme"), ben, With(again, "acme"));
        await DrainAsync();
        Assert.Equal((1, 2), await SizeAsync());

        await _scenario.Identities.ShareAsync(Shop.Id, anna.Buyer.Identifiers[0], default);
        await _scenario.ResettleAsync();
        await DrainAsync();

        Assert.Equal((2, 2), await SizeAsync());
    }

    [Fact]
    public async Task SettleAsync_AccountOfAVipsWorth_IsAKeyAccount()
    {
        var orders = Enumerable.Range(0, 6).Select(i => Of($"{i}", $"2026-0{i + 1}-10", i % 2 == 0 ? "anna" : "ben", "acme", 100_000));
        await RecordAsync([.. orders]);

        await DrainAsync();

        Assert.Equal(Relationship.KeyAccount, (await Storage.Accounts.GetAsync(Acme, default))!.Class.Relationship);
    }

    [Fact]
    public async Task SettleAsync_DisturbedHistories_EqualTheFoldOfAllOrdersThatNameTheCompany()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            var deliveries = OrderHistories.InOrder(Shop, random, people: 4, orders: 20).Select(Employed).ToList();
            var (scenario, storage) = (RecorderScenario.InMemory(Shop), new MemoryStorage());
            var rowBuilder = RowBuilder(scenario, storage.Accounts);
            var lanes = new ParallelOptions { MaxDegreeOfParallelism = 4 };
            await Parallel.ForEachAsync(OrderHistories.Disturbed(deliveries, random), lanes, async (delivery, token) =>
            {
                await storage.Messages.NotifyAccountsAsync(await scenario.Recorder.RecordAsync(delivery, token), token);
                if (storage.Sent.Accounts.TryDequeue(out var message))
                {
                    await rowBuilder.SettleAsync(message, token);
                }
            });
            await DrainAsync(storage, rowBuilder);

            foreach (var company in new[] { "acme", "umbrella" })
            {
                var expected = Expected(deliveries, company);
                var account = await storage.Accounts.GetAsync(new AccountKey(Shop.Id, company), default);
                Assert.True(
                    (account?.Facts ?? BuyerFacts.None) == expected,
                    $"Seed {seed}, {company}: {account?.Facts}{Environment.NewLine}is not {expected}");
            }
        }
    }

    // The worker that handles the move's own message may find nothing to write. Then it cannot keep the first worker from writing a state
    // in which it saw neither member.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SettleAsync_OrderMovesBetweenMembersWhileTheyAreRead_StaysInTheAccount(bool first)
    {
        for (var (at, happened) = (1, true); happened; at++)
        {
            var scenario = RecorderScenario.InMemory(Shop);
            var (storage, accounts) = (scenario.Storage, scenario.Storage.Accounts);
            var web = AnOrder.Of(Shop, "web", "2026-01-10", "ann@example.org");
            var pos = AnOrder.Of(Shop, "pos", "2026-02-10", email: null, phone: "030 7654321");
            var (stays, left) = first ? (web, pos) : (pos, web);
            foreach (var order in new[] { With(stays, "acme"), With(left, "acme"), AnOrder.Edited(left, order => With(order, "umbrella")) })
            {
                await storage.Messages.NotifyAccountsAsync(await scenario.Recorder.RecordAsync(order, default), default);
            }

            await DrainAsync(storage, RowBuilder(scenario, accounts));
            var moves = new HappensAtCall(at, async () =>
            {
                var both = AnOrder.Of(Shop, "both", "2026-03-10", "ann@example.org", phone: "030 7654321");
                await scenario.Recorder.RecordAsync(both, default);
                await DrainAsync(storage, RowBuilder(scenario, accounts));
            });
            var observed = new ObservedBuyerStore(scenario.Buyers, moves);
            var slow = new AccountProjector(
                accounts, observed, scenario.Identities, scenario.RowBuilder, new DefaultRulebooks(), scenario.Time);

            await slow.SettleAsync(Acme, [], default);

            await DrainAsync(storage, RowBuilder(scenario, accounts));
            Assert.True((await accounts.GetAsync(Acme, default))!.Facts.Orders == 1, $"The order was lost when it moved before call {at}.");
            happened = moves.Happened;
        }
    }

    private static AccountKey Acme => new(Shop.Id, "acme");

    private static AccountProjector RowBuilder(RecorderScenario scenario, IAccountStore accounts) =>
        new(accounts, scenario.Buyers, scenario.Identities, scenario.RowBuilder, new DefaultRulebooks(), scenario.Time);

    // Computes the account from the deliveries alone: each order's entry is joined and the company's entries are folded, without buyers,
    // ledgers or messages.
    private static BuyerFacts Expected(IEnumerable<Order> deliveries, string company)
    {
        var entries = deliveries.GroupBy(order => order.Id)
            .Select(versions => versions.Select(LedgerEntry.Of).Aggregate((left, right) => left.Merge(right)));
        var folded = BuyerFold.Fold(entries.Where(entry => entry.Order.Buyer.CompanyId == company).Select(entry => entry.Effective), Shop);
        return folded with { CustomerId = null, Companies = BuyerFacts.NoCompanies, Last = null };
    }

    private static Order Employed(Order order) => (order.Id[^1] - '0') switch
    {
        < 4 => With(order, "acme"),
        < 7 => With(order, "umbrella"),
        _ => order,
    };

    private static Order With(Order order, string? company) => order with { Buyer = order.Buyer with { CompanyId = company } };

    private static Order Of(string id, string placedAt, string person, string? company, long total = 5_000) =>
        With(AnOrder.Of(Shop, id, placedAt, email: $"{person}@example.org", total: total), company);

    private static async Task DrainAsync(MemoryStorage storage, AccountProjector rowBuilder)
    {
        while (storage.Sent.Accounts.TryDequeue(out var message))
        {
            await rowBuilder.SettleAsync(message, default);
        }
    }

    private Task DrainAsync() => DrainAsync(Storage, _rowBuilder);

    private async Task<(int Members, int Orders)> SizeAsync() =>
        (await Storage.Accounts.GetAsync(Acme, default)) is { } account ? (account.Members, account.Facts.Orders) : default;

    private async Task RecordAsync(params Order[] orders)
    {
        foreach (var order in orders)
        {
            await Storage.Messages.NotifyAccountsAsync(await _scenario.Recorder.RecordAsync(order, default), default);
        }
    }
}
