using Churn.Domain.Identity;
using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Churn.Testing.Builders;
using Churn.Testing.Identity;
using Churn.Testing.Interruptions;

namespace Churn.Storage.Tests.Exactness;

/// <summary>Counts the store calls that each kind of delivery costs. Each call is one request to table storage.</summary>
public sealed class IdentityBudgetTests : IAsyncLifetime
{
    private static readonly Shop Shop = AShop.Named("budget", takesEvents: false);
    private static readonly Order Known = AnOrder.Of(Shop, "#1001", "2026-11-01", "ann@example.org", "0171 2345671", "1");

    private readonly CountedCalls _calls = new();
    private BuyerIdentities _identities = null!;

    public async Task InitializeAsync() => _identities = (await IdentityTables.CreateAsync(Shop)).Open(_calls);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task RecordAsync_FirstOrderWithThreeIdentifiers_TakesSixCalls() =>
        await CostsAsync(6, Known);

    [Fact]
    public async Task RecordAsync_NewOrderOfAKnownBuyer_TakesThreeCalls() =>
        await CostsAsync(3, AnOrder.Of(Shop, "#1002", "2026-11-02", "ann@example.org"), Known);

    [Fact]
    public async Task RecordAsync_Duplicate_TakesTwoCalls() =>
        await CostsAsync(2, Known, Known);

    [Fact]
    public async Task RecordAsync_Edit_TakesFourCalls() =>
        await CostsAsync(4, AnOrder.Edited(Known, order => order with { Status = OrderStatus.Cancelled }), Known);

    [Fact]
    public async Task RecordAsync_RefundThatNamesNoOne_TakesFiveCalls()
    {
        await _identities.RecordAsync(LedgerEntry.Of(Known), default);
        var refund = new OrderAmendment { Shop = Shop.Id, OrderId = Known.Id, Refunds = Order.NoRefunds.Add("r1", 500) };

        await CostsAsync(5, LedgerEntry.Of(refund));
    }

    [Fact]
    public async Task RecordAsync_OrderThatNamesNoOne_TakesThreeCalls() =>
        await CostsAsync(3, AnOrder.Of(Shop, "#1003", "2026-11-03", email: null));

    [Fact]
    public async Task RecordAsync_OrderThatChangesHands_TakesAtMostTwelveCalls()
    {
        var others = AnOrder.Of(Shop, "#1004", "2026-11-04", "bob@example.org");
        var edited = AnOrder.Edited(Known, order => order with { Buyer = others.Buyer });

        await CostsAsync(12, edited, Known, others);
    }

    [Fact]
    public async Task RecordAsync_OrderThatMergesTwoBuyers_TakesAtMostTwelveCalls()
    {
        var others = AnOrder.Of(Shop, "#1004", "2026-11-04", "bob@example.org");
        var both = AnOrder.Of(Shop, "#1005", "2026-11-05", "bob@example.org", "0171 2345671");

        await CostsAsync(12, both, Known, others);
    }

    // Small numbers are exact. Larger ones are bounds, because the least id decides which way the work takes.
    private async Task CostsAsync(int calls, Order order, params Order[] before)
    {
        foreach (var earlier in before)
        {
            await _identities.RecordAsync(LedgerEntry.Of(earlier), default);
        }

        await CostsAsync(calls, LedgerEntry.Of(order));
    }

    private async Task CostsAsync(int calls, LedgerEntry said)
    {
        _calls.Clear();
        await _identities.RecordAsync(said, default);

        Assert.True(
            calls > 6 ? _calls.Calls.Count <= calls : _calls.Calls.Count == calls,
            $"The delivery took {_calls.Calls.Count} calls: {string.Join(", ", _calls.Calls)}.");
    }
}
