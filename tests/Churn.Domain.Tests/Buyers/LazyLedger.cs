using System.Runtime.CompilerServices;
using Churn.Domain.Buyers;
using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Churn.TestSupport.Builders;
using Moq;

namespace Churn.Domain.Tests.Buyers;

/// <summary>A ledger whose orders are made as they are read, in no order of time, and which looks now and then how many of them somebody still holds.</summary>
internal sealed class LazyLedger
{
    private const int LookEvery = 5_000;

    private readonly Shop _shop;
    private readonly int _count;

    public LazyLedger(Shop shop, int count)
    {
        (_shop, _count) = (shop, count);
        var store = new Mock<IBuyerStore>(MockBehavior.Strict);
        store.Setup(it => it.ReadLedgerAsync(It.IsAny<BuyerKey>(), It.IsAny<CancellationToken>())).Returns((BuyerKey _, CancellationToken token) => ReadAsync(token));
        Store = store.Object;
    }

    public IBuyerStore Store { get; }

    public int Readings { get; private set; }

    /// <summary>More orders than these must not be held while the ledger is read.</summary>
    public int MostAlive { get; set; }

    private async IAsyncEnumerable<LedgerEntry> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Readings++;
        var made = new List<WeakReference>();
        for (var i = 0; i < _count; i++)
        {
            yield return Next(i, made);
            if (i % LookEvery == LookEvery - 1)
            {
                GC.Collect();
                var alive = made.Count(order => order.IsAlive);
                Assert.True(alive <= MostAlive, $"{alive} of {made.Count} orders are held; {MostAlive} are enough.");
            }
        }

        await Task.CompletedTask.WaitAsync(cancellationToken);
    }

    // A local here, and not in the reading, which would keep the order.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private LedgerEntry Next(int i, List<WeakReference> made)
    {
        // 7,919 is a prime, so this is each minute once.
        var order = AnOrder.Of(_shop, $"{i}", new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(i * 7_919L % _count).ToString("O"));
        made.Add(new WeakReference(order));
        return LedgerEntry.Of(order);
    }
}
