using System.Collections.Immutable;
using Churn.Domain.Buyers;
using Churn.Domain.Labels.Policies;
using Churn.Domain.Shops;
using Churn.Testing.Azurite;
using Churn.Testing.Builders;
using Churn.Testing.Scenarios;
using Churn.Testing.Stores;
using Microsoft.Extensions.Time.Testing;

namespace Churn.Storage.Tests.Tables.Labels;

/// <summary>What every store of policies does. The tests run in memory and on Azurite.</summary>
public abstract class PolicyStoreContract
{
    private static readonly DateTimeOffset May = new(2026, 5, 14, 9, 30, 0, TimeSpan.Zero);

    protected abstract Task<IPolicyStore> CreateAsync();

    [Fact]
    public async Task GetAsync_BeforeTheFirstVersion_IsTheDefaults()
    {
        var store = await CreateAsync();

        Assert.Equal(PolicyVersion.Defaults, await store.GetAsync(ShopId.Parse("none"), default));
        Assert.Empty(await store.ListAsync(ShopId.Parse("none"), default).ToListAsync());
    }

    [Fact]
    public async Task AddAsync_TwelveVersions_KeepsAllNewestFirstAndApartFromOtherShops()
    {
        var store = await CreateAsync();
        var shop = ShopId.Parse("twelve");
        var versions = Enumerable.Range(1, 12).Select(number => Version(number, May.AddDays(number))).ToList();

        foreach (var version in versions)
        {
            Assert.Equal(WriteResult.Written, await store.AddAsync(shop, version, default));
        }

        Assert.Equal(versions[^1], await store.GetAsync(shop, default));
        Assert.Equal(Enumerable.Reverse(versions), await store.ListAsync(shop, default).ToListAsync());
        Assert.Equal(PolicyVersion.Defaults, await store.GetAsync(ShopId.Parse("twelv"), default));
    }

    [Fact]
    public async Task AddAsync_ANumberThatExists_IsAConflictAndChangesNothing()
    {
        var store = await CreateAsync();
        var shop = ShopId.Parse("race");
        await store.AddAsync(shop, Version(1, May), default);

        var second = await store.AddAsync(shop, Version(1, May.AddHours(1)), default);

        Assert.Equal(WriteResult.Conflict, second);
        Assert.Equal(Version(1, May), await store.GetAsync(shop, default));
    }

    [Fact]
    public async Task AddAsync_AsManyProductsAsFit_ComeBackWhole()
    {
        var store = await CreateAsync();
        var shop = ShopId.Parse("large");
        var products = Enumerable.Range(0, 1500)
            .ToImmutableSortedDictionary(i => $"sku-{i:d5}", _ => new ProductPolicy { CycleDays = 30 }, StringComparer.Ordinal);
        var version = new PolicyVersion(1, May, PolicyOverrides.None with { Products = products });
        Assert.InRange(PolicyJson.Write(version.Overrides).Length, 40_000, PolicyJson.LongestText);

        await store.AddAsync(shop, version, default);

        Assert.Equal(version, await store.GetAsync(shop, default));
    }

    private static PolicyVersion Version(int number, DateTimeOffset from) => new(number, from, PolicyOverrides.None with
    {
        Numbers = PolicyOverrides.None.Numbers.Add("cycleDays", 30 + number).Add("learnCycle", 0),
    });
}

[Collection(AzuriteCollection.Name)]
public sealed class AzuritePolicyStoreTests(AzuriteFixture azurite) : PolicyStoreContract
{
    [Fact]
    public async Task ForAsync_HundredOrdersInAMinute_CostTwoRequestsForTheRulebook()
    {
        var fixture = await StoreFixture.CreateAsync(azurite);
        var (shop, time) = (AShop.Named("cost"), new FakeTimeProvider(RecorderScenario.Noon));
        var rulebooks = new StoredRulebooks(fixture.Policies, fixture.Models, time);

        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => rulebooks.ForAsync(shop, default).AsTask()));

        var sent = fixture.Requests.Take();
        Assert.True(sent.Count == 2, string.Join(Environment.NewLine, sent));
    }

    protected override async Task<IPolicyStore> CreateAsync() => (await StoreFixture.CreateAsync(azurite)).Policies;
}

public sealed class MemoryPolicyStoreTests : PolicyStoreContract
{
    protected override Task<IPolicyStore> CreateAsync() => Task.FromResult<IPolicyStore>(new MemoryStorage().Policies);
}
