using System.Runtime.CompilerServices;
using Churn.Domain.Buyers;
using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Churn.Testing.Builders;
using Moq;

namespace Churn.Domain.Tests.Buyers;

/// <summary>
/// A ledger whose orders are made as they are read, in no sequence of time. Now and then it checks how many of them are still referenced.
/// </summary>
internal sealed class LazyLedger
{
    private const int LookEvery = 5_000;

    private readonly Shop _shop;
    private readonly int _count;

    public LazyLedger(Shop shop, int count)
    {
        (_shop, _count) = (shop, count);
        var store = new Mock<IBuyerStore>(MockBehavior.Strict);
        store.Setup(it => it.ReadLedgerAsync(It.IsAny<BuyerKey>(), It.IsAny<CancellationToken>()))
            .Returns((BuyerKey _, CancellationToken token) => ReadAsync(token));
        Store = store.Object;
    }

    public IBuyerStore Store { get; }

    public int Readings { get; private set; }

    /// <summary>Maximum number of orders that may be referenced while the ledger is read.</summary>
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
                Assert.True(alive <= MostAlive, $"{alive} of {made.Count} orders are referenced; at most {MostAlive} may be.");
            }
        }

        await Task.CompletedTask.WaitAsync(cancellationToken);
    }

    // The order is a local of this method. As a local of the reading method it would stay referenced.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private LedgerEntry Next(int i, List<WeakReference> made)
    {
        // 7,919 is a prime, so each minute comes once.
        var placed = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(i * 7_919L % _count);
        var order = AnOrder.Of(_shop, $"{i}", placed.ToString("O"));
        made.Add(new WeakReference(order));
        return LedgerEntry.Of(order);
    }
}
