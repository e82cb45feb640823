using Churn.Domain.Identity;
using Churn.Domain.Shops;
using Churn.Testing.Builders;
using Churn.Testing.Scenarios;

namespace Churn.Domain.Tests.Identity;

public sealed class BuyerFinderTests
{
    private static readonly Shop Shop = AShop.Named("find");

    [Fact]
    public async Task FindAsync_CustomerIdUnderAFormerKey_IsTheBuyer()
    {
        var scenario = RecorderScenario.InMemory(Shop);
        var key = (await scenario.Recorder.RecordAsync(AnOrder.Of(Shop, "1", "2026-06-01", customerId: "77"), default)).Key;
        var rotated = AShop.Named("find", options => options.IdentityKeys.Insert(0, "a newer key of the tests"));
        var finder = new BuyerFinder(scenario.Identities);

        Assert.Equal(key, (await finder.FindAsync(rotated, "customer:77", default))!.Key);
        Assert.Null(await finder.FindAsync(rotated, "customer:78", default));
        Assert.Null(await finder.FindAsync(rotated, "customer: ", default));
    }

    [Fact]
    public async Task FindAsync_IdOfAMergedBuyer_IsTheBuyerTheyAreNow()
    {
        var scenario = RecorderScenario.InMemory(Shop);
        var order = AnOrder.Of(Shop, "1", "2026-06-01", email: null, phone: "030 123456");
        var phone = (await scenario.Recorder.RecordAsync(order, default)).Key;
        await scenario.Recorder.RecordAsync(AnOrder.Of(Shop, "2", "2026-06-02"), default);
        var joined = (await scenario.Recorder.RecordAsync(AnOrder.Of(Shop, "3", "2026-06-03", phone: "030 123456"), default)).Key;
        var finder = new BuyerFinder(scenario.Identities);

        var found = await finder.FindAsync(Shop, phone.Buyer.Value, default);

        Assert.NotEqual(phone, joined);
        Assert.Equal((joined, 3), (found!.Key, found.Facts.Orders));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("e0000000000000000000000000000000g")]
    [InlineData("e00000000000000000000000000000000")]
    public async Task FindAsync_NobodysId_IsNull(string reference)
    {
        var scenario = RecorderScenario.InMemory(Shop);

        Assert.Null(await new BuyerFinder(scenario.Identities).FindAsync(Shop, reference, default));
    }
}
