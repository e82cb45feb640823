using Churn.Domain.Buyers;
using Churn.Domain.Identity;
using Churn.Domain.Messages;
using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Churn.Testing.Builders;
using Churn.Testing.Scenarios;

namespace Churn.Domain.Tests.Identity;

/// <summary>
/// Tests which orders belong to one buyer, as a shop sees it: merges, orders that move, shared addresses, undone merges, and refunds
/// without a buyer.
/// </summary>
public sealed class BuyerIdentitiesTests
{
    private static readonly Shop Shop = AShop.Named("shop");

    private readonly RecorderScenario _scenario = RecorderScenario.InMemory(Shop);

    [Fact]
    public async Task RecordAsync_OrderThatConnectsTwo_MakesThemOneUnderTheLesserId()
    {
        var web = await RecordAsync("1", "anna@example.org");
        var till = await RecordAsync("2", null, "030 123456");
        var both = await RecordAsync("3", "anna@example.org", "030 123456");

        Assert.NotEqual(web, till);
        Assert.Equal(web, both);
        Assert.Equal(web, (await FindAsync(till))!.Key);
        Assert.Equal(["1", "2", "3"], await OrdersAsync(both));
    }

    [Fact]
    public async Task RecordAsync_AfterAMerge_TheOldIdLeadsOn()
    {
        await RecordAsync("1", "anna@example.org");
        var till = await RecordAsync("2", null, "030 123456");
        await RecordAsync("3", "anna@example.org", "030 123456");
        var later = await RecordAsync("4", null, "030 123456");

        Assert.NotEqual(till, later);
        Assert.Equal(["1", "2", "3", "4"], await OrdersAsync(later));
    }

    [Fact]
    public async Task RecordAsync_Merge_LeavesEveryOrderWhereItWasWritten()
    {
        var (web, till) = (await RecordAsync("1", "anna@example.org"), await RecordAsync("2", null, "030 123456"));
        await RecordAsync("3", "anna@example.org", "030 123456");

        Assert.NotNull(await _scenario.Buyers.GetOrderAsync(till, "2", default));
        Assert.Null(await _scenario.Buyers.GetOrderAsync(web, "2", default));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task RecordAsync_NewerVersionNamesAnother_MovesTheOrderAndMarriesNoOne(bool newerFirst)
    {
        await RecordAsync("0", "anna@example.org");
        var order = AnOrder.Of(Shop, "1", "2026-11-01", "anna@example.org");
        var bert = IdentityHasher.Identify(Shop, "1", "bert@example.org", null, null);
        var changed = order with { Version = order.Version + 1, Buyer = bert };
        foreach (var version in newerFirst ? [changed, order] : new[] { order, changed })
        {
            await _scenario.Recorder.RecordAsync(version, default);
        }

        Assert.Equal(["0"], await OrdersAsync((await FindAsync("anna@example.org"))!.Key));
        Assert.Equal(["1"], await OrdersAsync((await FindAsync("bert@example.org"))!.Key));
    }

    [Fact]
    public async Task RecordAsync_OldVersionComesLateAndTwice_ChangesNothing()
    {
        var order = AnOrder.Of(Shop, "1", "2026-11-01", "anna@example.org");
        var bert = IdentityHasher.Identify(Shop, "1", "bert@example.org", null, null);
        var changed = order with { Version = order.Version + 1, Buyer = bert };
        foreach (var version in new[] { order, changed, order, order })
        {
            await _scenario.Recorder.RecordAsync(version, default);
        }

        Assert.Null(await FindOrderlessAsync("anna@example.org"));
        Assert.Equal(["1"], await OrdersAsync((await FindAsync("bert@example.org"))!.Key));
    }

    [Fact]
    public async Task RecordAsync_TillOrderThatIsNamedLater_GoesToThePerson()
    {
        var till = AnOrder.Of(Shop, "1", "2026-11-01", null);
        var anonymous = await _scenario.Recorder.RecordAsync(till, default);
        var anna = IdentityHasher.Identify(Shop, "1", "anna@example.org", null, null);
        var named = await _scenario.Recorder.RecordAsync(
            till with { Version = till.Version + TimeSpan.TicksPerDay, Buyer = anna }, default);

        Assert.NotEqual(anonymous.Key, named.Key);
        Assert.Equal(["1"], await OrdersAsync(named.Key));
        Assert.True((await _scenario.Buyers.GetAsync(anonymous.Key, default))!.IsEmpty);
    }

    [Theory]
    [InlineData("#1002")]
    [InlineData("2026/0001")]
    [InlineData("a\\b?c")]
    [InlineData("Bestellung Nr. 7 \u00fc\u4e2d")]
    public async Task RecordAsync_AnyOrderId_IsRecordedAndFound(string id)
    {
        var key = await RecordAsync(id, "anna@example.org");

        var (buyer, entry) = (await _scenario.Identities.FindOrderAsync(Shop.Id, id, default))!.Value;
        Assert.Equal((key, id), (buyer.Key, entry.Order.Id));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AmendAsync_RefundBeforeOrAfterItsOrder_CountsOnce(bool before)
    {
        var refund = new OrderAmendment { Shop = Shop.Id, OrderId = "1", Refunds = Order.NoRefunds.SetItem("r1", 2_000) };
        if (before)
        {
            await _scenario.Recorder.AmendAsync(refund, default);
        }

        var key = await RecordAsync("1", "anna@example.org");
        await _scenario.Recorder.AmendAsync(refund, default);
        await _scenario.Recorder.AmendAsync(refund, default);

        var facts = (await _scenario.Buyers.GetAsync(key, default))!.Facts;
        Assert.Equal((1, 2_000, 3_000), (facts.Orders, facts.Refunded, facts.NetValue));
    }

    [Fact]
    public async Task AmendAsync_RefundOfAnOrderThatNeverComes_IsNoPurchaseAndNoBuyerOfAnyScan()
    {
        var refund = new OrderAmendment { Shop = Shop.Id, OrderId = "1", Refunds = Order.NoRefunds.SetItem("r1", 2_000) };
        await _scenario.Recorder.AmendAsync(refund, default);

        for (var bucket = 0; bucket < Buckets.Count; bucket++)
        {
            Assert.Empty(await _scenario.Buyers.ScanAsync(Shop.Id, Buckets.Name(bucket), default).ToListAsync());
        }
    }

    [Fact]
    public async Task AmendAsync_DeletionThenAnOlderUpdate_LeavesTheOrderDeleted()
    {
        var order = AnOrder.Of(Shop, "1", "2026-11-01");
        var recorded = await _scenario.Recorder.RecordAsync(order, default);
        var deletion = new OrderAmendment { Shop = Shop.Id, OrderId = "1", DeletedVersion = order.Version + TimeSpan.TicksPerHour };
        await _scenario.Recorder.AmendAsync(deletion, default);
        await _scenario.Recorder.RecordAsync(AnOrder.Edited(order, o => o with { Gift = "gift.note" }), default);
        Assert.Equal(0, (await _scenario.Buyers.GetAsync(recorded.Key, default))!.Facts.PurchaseDays);

        await _scenario.Recorder.RecordAsync(order with { Version = order.Version + TimeSpan.TicksPerDay }, default);
        Assert.Equal(1, (await _scenario.Buyers.GetAsync(recorded.Key, default))!.Facts.PurchaseDays);
    }

    [Fact]
    public async Task ShareAsync_FamilyWithOneAddress_MakesAPersonOfEachCustomer()
    {
        var mother = await RecordAsync("1", "family@example.org", null, "10");
        await RecordAsync("2", "family@example.org", null, "11");
        await RecordAsync("3", "family@example.org");

        await ShareAsync("family@example.org");

        Assert.Equal(["1"], await OrdersAsync((await FindCustomerAsync("10"))!.Key));
        Assert.Equal(["2"], await OrdersAsync((await FindCustomerAsync("11"))!.Key));
        Assert.True((await _scenario.Buyers.GetAsync(mother, default))!.Retired);
        var again = (await RecordAsync("4", "family@example.org", null, "10"), await RecordAsync("6", "family@example.org"));
        Assert.Equal(["1", "4"], await OrdersAsync(again.Item1));
        Assert.Equal(["3", "6"], await OrdersAsync(again.Item2));
    }

    [Fact]
    public async Task UnmergeAsync_PhoneThatTwoPeopleShare_KeepsThemApart()
    {
        var (anna, bert) = (await RecordAsync("1", "anna@example.org"), await RecordAsync("2", "bert@example.org"));
        await RecordAsync("3", "anna@example.org", "030 123456");
        var merged = await RecordAsync("4", "bert@example.org", "030 123456");

        var undone = await _scenario.Identities.UnmergeAsync(merged == anna ? bert : anna, default);
        await _scenario.ResettleAsync();
        await RecordAsync("5", "bert@example.org", "030 123456");

        Assert.Equal(IdentifierKind.Phone, undone.Marked!.Value.Kind);
        Assert.Equal(["1", "3"], await OrdersAsync((await FindAsync("anna@example.org"))!.Key));
        Assert.Equal(["2", "4", "5"], await OrdersAsync((await FindAsync("bert@example.org"))!.Key));
    }

    [Fact]
    public async Task UnmergeAsync_PlatformHadMergedThem_TakesTheLinkBackForGood()
    {
        var (one, two) = (await RecordAsync("1", null, null, "7"), await RecordAsync("2", null, null, "8"));
        var link = new BuyerLink { Shop = Shop.Id, Customers = [[one.Buyer.ToIdentifier()], [two.Buyer.ToIdentifier()]] };
        Assert.True(await _scenario.Identities.LinkAsync(link, RecorderScenario.Noon, default));
        var united = (await FindAsync(one))!;
        Assert.Equal(["1", "2"], await OrdersAsync(united.Key));

        var undone = await _scenario.Identities.UnmergeAsync(united.Key == one ? two : one, default);
        await _scenario.ResettleAsync();
        Assert.False(await _scenario.Identities.LinkAsync(link, RecorderScenario.Noon, default));

        Assert.Equal(IdentifierKind.Link, undone.Marked!.Value.Kind);
        Assert.Equal(["1"], await OrdersAsync((await FindCustomerAsync("7"))!.Key));
        Assert.Equal(["2"], await OrdersAsync((await FindCustomerAsync("8"))!.Key));
    }

    [Fact]
    public async Task UnmergeAsync_BuyerThatWasNotMerged_SaysSo()
    {
        var key = await RecordAsync("1", "anna@example.org");

        Assert.Equal(new UnmergeResult(false, null), await _scenario.Identities.UnmergeAsync(key, default));
    }

    [Fact]
    public async Task RecordAsync_BothHadOffers_NoneIsForgotten()
    {
        var (web, till) = (await RecordAsync("1", "anna@example.org"), await RecordAsync("2", null, "030 123456"));
        await OfferAsync(web, "vip:1", "loyalty:1");
        await OfferAsync(till, "winback:1", "loyalty:1");

        var both = await RecordAsync("3", "anna@example.org", "030 123456");

        var offerRecords = (await _scenario.Buyers.GetAsync(both, default))!.Offered.Records;
        Assert.Equal(["loyalty:1", "vip:1", "winback:1"], offerRecords.Select(offerRecord => offerRecord.EpisodeKey).Distinct().Order(StringComparer.Ordinal));
    }

    private async Task OfferAsync(BuyerKey key, params string[] episodes)
    {
        var row = (await _scenario.Buyers.GetAsync(key, default))!;
        await _scenario.Buyers.WriteAsync(new BuyerTransaction { Buyer = row with { Offered = AnOfferRecord.Memory(key.Buyer, episodes) } }, default);
    }

    private async Task ShareAsync(string email)
    {
        await _scenario.Identities.ShareAsync(Shop.Id, IdentityHasher.Identify(Shop, "", email, null, null).Identifiers[0], default);
        await _scenario.ResettleAsync();
    }

    private async Task<BuyerKey> RecordAsync(string id, string? email, string? phone = null, string? customerId = null)
    {
        var day = id.Length == 1 && char.IsDigit(id[0]) ? id[0] - '0' + 1 : 1;
        var order = AnOrder.Of(Shop, id, $"2026-10-{day:00}", email, phone, customerId);
        return (await _scenario.Recorder.RecordAsync(order, default)).Key;
    }

    private Task<Buyer?> FindAsync(BuyerKey key) => _scenario.Identities.FindAsync(key, default);

    private Task<Buyer?> FindAsync(string email) =>
        _scenario.Identities.FindAsync(Shop.Id, IdentityHasher.Identify(Shop, "", email, null, null).Identifiers[0], default);

    private async Task<Buyer?> FindOrderlessAsync(string email) => await FindAsync(email) is { IsEmpty: false } buyer ? buyer : null;

    private Task<Buyer?> FindCustomerAsync(string customer) =>
        _scenario.Identities.FindAsync(Shop.Id, IdentityHasher.OfCustomer(Shop, customer).First(), default);

    private async Task<IEnumerable<string>> OrdersAsync(BuyerKey key) =>
        (await _scenario.Buyers.ReadOrdersAsync((await FindAsync(key))!, default)).Select(order => order.Id).Order(StringComparer.Ordinal);
}
