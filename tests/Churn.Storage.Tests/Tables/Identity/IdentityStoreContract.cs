using Churn.Domain.Buyers;
using Churn.Domain.Identity;
using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Churn.Testing.Azurite;
using Churn.Testing.Builders;
using Churn.Testing.Stores;

namespace Churn.Storage.Tests.Tables.Identity;

/// <summary>What every identity store does. The tests run in memory and on Azurite.</summary>
public abstract class IdentityStoreContract
{
    private static readonly BuyerId Buyer = new($"e{new string('1', 32)}");
    private static readonly BuyerId Other = new($"p{new string('2', 32)}-7");

    /// <summary>Makes a store and a shop of the test's own, so that tests share tables but no rows.</summary>
    protected abstract Task<(IIdentityStore Store, Shop Shop)> CreateAsync(string test);

    [Theory]
    [InlineData("4711")]
    [InlineData("#1002")]
    [InlineData("2026/0001")]
    [InlineData("a?b=c \\ ü|")]
    public async Task InsertAsync_OrderOfAnyId_ComesBackAsWritten(string orderId)
    {
        var (store, shop) = await CreateAsync("identity-order");
        var row = new IdentityRow
        {
            Shop = shop.Id,
            Name = IdentityName.OfOrder(orderId),
            Buyer = Buyer,
            Version = 638_000_000_000_000_001,
            CameFrom = [Other, Buyer],
        };

        var inserted = await store.InsertAsync(row, default);
        var read = await store.FindAsync(shop.Id, row.Name, default);

        AssertSame(row with { ETag = inserted!.ETag }, read!);
    }

    [Fact]
    public async Task InsertAsync_IdentifierThatIsSharedAndErased_ComesBackAsWritten()
    {
        var (store, shop) = await CreateAsync("identity-marked");
        var row = new IdentityRow
        {
            Shop = shop.Id,
            Name = Name(shop, "ann"),
            Buyer = Other,
            Version = 7,
            Shared = true,
            ErasedBefore = new DateTimeOffset(2026, 11, 1, 2, 3, 4, TimeSpan.Zero),
        };

        var inserted = await store.InsertAsync(row, default);

        AssertSame(row with { ETag = inserted!.ETag }, (await store.FindAsync(shop.Id, row.Name, default))!);
    }

    [Fact]
    public async Task InsertAsync_RowThatIsThere_IsNullAndLeavesIt()
    {
        var (store, shop) = await CreateAsync("identity-taken");
        var first = await store.InsertAsync(Row(shop, "ann", Buyer), default);

        Assert.Null(await store.InsertAsync(Row(shop, "ann", Other), default));

        AssertSame(first!, (await store.FindAsync(shop.Id, first!.Name, default))!);
    }

    [Fact]
    public async Task FindAsync_AnotherShopsOrMissingRow_IsNull()
    {
        var (store, shop) = await CreateAsync("identity-missing");
        await store.InsertAsync(Row(shop, "ann", Buyer), default);

        Assert.Null(await store.FindAsync(shop.Id, Name(shop, "bob"), default));
        Assert.Null(await store.FindAsync(ShopId.Parse("identity-elsewhere"), Name(shop, "ann"), default));
    }

    [Fact]
    public async Task ReplaceAsync_ETagOfTheRow_ReplacesEveryColumn()
    {
        var (store, shop) = await CreateAsync("identity-replace");
        var claim = new IdentityRow { Shop = shop.Id, Name = IdentityName.OfOrder("1"), Buyer = Buyer, Version = 3, CameFrom = [Other] };
        var inserted = await store.InsertAsync(claim, default);
        var erased = inserted! with { Buyer = null, CameFrom = [], Version = 0, ErasedBefore = DateTimeOffset.UnixEpoch };

        var replaced = await store.ReplaceAsync(erased, default);

        Assert.NotEqual(inserted!.ETag, replaced!.ETag);
        AssertSame(erased with { ETag = replaced.ETag }, (await store.FindAsync(shop.Id, claim.Name, default))!);
    }

    [Fact]
    public async Task ReplaceAsync_RowThatChangedSince_IsNullAndLeavesIt()
    {
        var (store, shop) = await CreateAsync("identity-stale");
        var inserted = await store.InsertAsync(Row(shop, "ann", Buyer), default);
        var second = await store.ReplaceAsync(inserted! with { Buyer = Other }, default);

        Assert.Null(await store.ReplaceAsync(inserted! with { Shared = true }, default));

        AssertSame(second!, (await store.FindAsync(shop.Id, inserted!.Name, default))!);
    }

    [Fact]
    public async Task FindAllAsync_SomeOfManyThere_GivesThose()
    {
        var (store, shop) = await CreateAsync("identity-all");
        var names = Enumerable.Range(0, 300).Select(i => i % 2 == 0 ? Name(shop, $"b{i}") : IdentityName.OfOrder($"{i}")).ToList();
        var there = names.Where((_, i) => i % 3 == 0).ToList();
        foreach (var name in there)
        {
            await store.InsertAsync(new IdentityRow { Shop = shop.Id, Name = name, Buyer = Buyer }, default);
        }

        var found = await store.FindAllAsync(shop.Id, names, default);

        Assert.Equal(there.ToHashSet(), found.Keys.ToHashSet());
        Assert.All(found, pair => Assert.True(pair.Key == pair.Value.Name && pair.Value.Buyer == Buyer && pair.Value.ETag is not null));
    }

    [Fact]
    public async Task InsertAllAsync_OneOfAPartitionTaken_InsertsTheOthersAndLeavesIt()
    {
        var (store, shop) = await CreateAsync("identity-insert-all");
        var neighbours = Enumerable.Range(0, 10_000)
            .Select(i => Name(shop, $"b{i}"))
            .GroupBy(name => name.Bucket)
            .First(group => group.Count() >= 5)
            .Take(5)
            .ToList();
        var taken = await store.InsertAsync(new IdentityRow { Shop = shop.Id, Name = neighbours[2], Buyer = Other }, default);
        var rows = neighbours.Append(IdentityName.OfOrder("1"))
            .Select(name => new IdentityRow { Shop = shop.Id, Name = name, Buyer = Buyer })
            .ToList();

        var inserted = await store.InsertAllAsync(rows, default);

        Assert.Equal(rows.Select(row => row.Name).Where(name => name != neighbours[2]).ToHashSet(), inserted.Keys.ToHashSet());
        AssertSame(taken!, (await store.FindAsync(shop.Id, neighbours[2], default))!);
        foreach (var row in inserted.Values)
        {
            Assert.NotNull(await store.ReplaceAsync(row with { Buyer = Other }, default));
        }
    }

    [Fact]
    public async Task InsertAllAsync_MoreThanATransactionOfAPartition_InsertsAll()
    {
        var (store, shop) = await CreateAsync("identity-insert-many");
        var names = Enumerable.Range(0, 60_000)
            .Select(i => IdentityName.OfOrder($"{i}"))
            .GroupBy(name => name.Bucket)
            .First(group => group.Count() > 150)
            .ToList();

        var inserted = await store.InsertAllAsync(
            [.. names.Select(name => new IdentityRow { Shop = shop.Id, Name = name, Buyer = Buyer })], default);

        Assert.Equal(names.Count, inserted.Count);
        Assert.Equal(names.Count, (await store.FindAllAsync(shop.Id, names, default)).Count);
    }

    private static void AssertSame(IdentityRow expected, IdentityRow actual)
    {
        Assert.Equal(expected.CameFrom, actual.CameFrom);
        Assert.Equal(expected with { CameFrom = actual.CameFrom }, actual);
    }

    private static IdentityRow Row(Shop shop, string person, BuyerId buyer) =>
        new() { Shop = shop.Id, Name = Name(shop, person), Buyer = buyer };

    private static IdentityName Name(Shop shop, string person) =>
        IdentityName.Of(IdentityHasher.Identify(shop, "", $"{person}@example.org", null, null).Identifiers[0]);
}

[Collection(AzuriteCollection.Name)]
public sealed class AzuriteIdentityStoreTests(AzuriteFixture azurite) : IdentityStoreContract
{
    protected override async Task<(IIdentityStore Store, Shop Shop)> CreateAsync(string test) =>
        ((await StoreFixture.CreateAsync(azurite)).Identities, AShop.Named(test));
}

public sealed class MemoryIdentityStoreTests : IdentityStoreContract
{
    protected override Task<(IIdentityStore Store, Shop Shop)> CreateAsync(string test) =>
        Task.FromResult<(IIdentityStore, Shop)>((new MemoryStorage().Identities, AShop.Named(test)));
}
