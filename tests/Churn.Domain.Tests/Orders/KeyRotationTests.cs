using Churn.Domain.Buyers;
using Churn.Testing.Builders;
using Churn.Testing.Scenarios;
using Churn.Testing.Stores;

namespace Churn.Domain.Tests.Orders;

public sealed class KeyRotationTests
{
    private const string Old = "the identity key of last year";
    private const string New = "the identity key of this year";

    // There are twenty addresses, so that for some the new hash is the lesser and the ledger moves, and for others it stays.
    [Fact]
    public async Task RecordAsync_KeyRotatedWhileOrdersFlow_KeepsEveryBuyerWhole()
    {
        var storage = new MemoryStorage();
        string[][] keys = [[Old], [New, Old], [New]];
        var last = new Dictionary<int, BuyerKey>();
        for (var phase = 0; phase < keys.Length; phase++)
        {
            var shop = AShop.Named("shop", options => options.IdentityKeys = [.. keys[phase]]);
            var recorder = RecorderScenario.InMemory(storage, shop).Recorder;
            for (var person = 0; person < 20; person++)
            {
                var order = AnOrder.Of(shop, $"{phase}-{person}", $"2026-0{phase + 1}-01", $"person{person}@example.org");
                last[person] = (await recorder.RecordAsync(order, default)).Key;
            }
        }

        Assert.Equal(20, last.Values.Distinct().Count());
        foreach (var key in last.Values)
        {
            Assert.Equal(3, (await storage.Buyers.GetAsync(key, default))!.Facts.PurchaseDays);
        }
    }
}
