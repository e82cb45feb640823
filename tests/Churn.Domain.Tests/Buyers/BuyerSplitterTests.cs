using Churn.Domain.Buyers;
using Churn.Domain.Identities;
using Churn.Domain.Messages;
using Churn.Domain.Shops;
using Churn.TestSupport.Builders;
using Churn.TestSupport.Scenarios;

namespace Churn.Domain.Tests.Buyers;

public sealed class BuyerSplitterTests
{
    private static readonly Shop Shop = AShop.Named("shop");
    private readonly RecorderScenario _scenario = RecorderScenario.InMemory(Shop);

    [Fact]
    public async Task ShareAsync_FamilyWithOneAddress_MakesAPersonOfEachCustomer()
    {
        var mother = await RecordAsync("1", "family@example.org", null, "10");
        var son = await RecordAsync("2", "family@example.org", null, "11");
        var guest = await RecordAsync("3", "family@example.org", null, null);
        Assert.Equal((mother, mother), (son, guest));

        await _scenario.Separator.ShareAsync(Shop.Id, mother.Buyer.ToIdentifier(), default);

        Assert.Equal(1, await OrdersOfAsync(mother));
        var again = (await RecordAsync("4", "family@example.org", null, "10"), await RecordAsync("5", "family@example.org", null, "11"), await RecordAsync("6", "family@example.org", null, null));
        Assert.Equal((2, 2, 2), (await OrdersOfAsync(again.Item1), await OrdersOfAsync(again.Item2), await OrdersOfAsync(again.Item3)));
        Assert.Equal(mother, again.Item3);
        Assert.Equal(3, new[] { again.Item1, again.Item2, again.Item3 }.Distinct().Count());
    }

    [Fact]
    public async Task UndoAsync_PhoneThatTwoPeopleShare_BringsTheMergedBuyerBackAndKeepsThemApart()
    {
        var (anna, bert) = (await RecordAsync("1", "anna@example.org", null, null), await RecordAsync("2", "bert@example.org", null, null));
        await RecordAsync("3", "anna@example.org", "030 123456", null);
        var merged = await RecordAsync("4", "bert@example.org", "030 123456", null);
        var gone = merged == anna ? bert : anna;
        Assert.NotNull((await _scenario.Buyers.GetAsync(gone, default)).Alias);

        var connecting = await _scenario.Separator.UndoAsync(gone, default);

        Assert.Equal(IdentifierKind.Phone, connecting!.Value.Kind);
        Assert.Equal((2, 2), (await OrdersOfAsync(anna), await OrdersOfAsync(bert)));
        await RecordAsync("5", "bert@example.org", "030 123456", null);
        Assert.Equal((2, 3), (await OrdersOfAsync(anna), await OrdersOfAsync(bert)));
    }

    [Fact]
    public async Task UndoAsync_PlatformHadMergedThem_MarksNothing()
    {
        var (one, two) = (await RecordAsync("1", null, null, "7"), await RecordAsync("2", null, null, "8"));
        var link = new BuyerLink { Shop = Shop.Id, Identifiers = [one.Buyer.ToIdentifier(), two.Buyer.ToIdentifier()] };
        Assert.True(await _scenario.Linker.LinkAsync(link, default));
        var united = await _scenario.Finisher.FinishAsync(one, default);
        Assert.Equal(2, united.Buyer!.Facts.Orders);

        Assert.Null(await _scenario.Separator.UndoAsync(united.Key == one ? two : one, default));

        Assert.Equal((1, 1), (await OrdersOfAsync(one), await OrdersOfAsync(two)));
        Assert.False(await _scenario.Linker.LinkAsync(link, default)); // Said again, it stays taken back.
        Assert.Equal((1, 1), (await OrdersOfAsync(one), await OrdersOfAsync(two)));
    }

    [Fact]
    public async Task UndoAsync_BuyerThatWasNotMerged_SaysSo()
    {
        var one = await RecordAsync("1", "anna@example.org", null, null);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => _scenario.Separator.UndoAsync(one, default));

        Assert.Contains("was not merged", failure.Message, StringComparison.Ordinal);
    }

    private async Task<BuyerKey> RecordAsync(string id, string? email, string? phone, string? customerId) =>
        (await _scenario.Recorder.RecordAsync(AnOrder.Of(Shop, id, $"2026-11-0{id}", email, phone, customerId), default)).Key;

    private async Task<int> OrdersOfAsync(BuyerKey key)
    {
        var buyer = (await _scenario.Buyers.GetAsync(key, default)).Buyer;
        Assert.True(buyer is null || !(buyer.Splitting || buyer.Unfolded));
        return buyer?.Facts.Orders ?? 0;
    }
}
