using Churn.Domain.Buyers;
using Churn.Domain.Labels;
using Churn.Domain.Shops;
using Churn.Testing.Azurite;
using Churn.Testing.Builders;
using Churn.Testing.Stores;

namespace Churn.Storage.Tests.Tables.Buyers;

/// <summary>What every account store does. The tests run in memory and on Azurite.</summary>
public abstract class AccountStoreContract
{
    /// <summary>Makes a store and a shop of the test's own, so that tests share tables but no rows.</summary>
    protected abstract Task<(IAccountStore Store, Shop Shop)> CreateAsync(string test);

    [Fact]
    public async Task WriteAsync_CompanyWithEveryCharacter_ComesBackAsWritten()
    {
        var (store, shop) = await CreateAsync("account-roundtrip");
        var account = Of(shop, "A/1 #ü:?");

        Assert.Equal(WriteResult.Written, await store.WriteAsync(account, default));

        var read = await store.GetAsync(account.Key, default);
        Assert.Equal(account, read! with { ETag = null });
        Assert.Null(await store.GetAsync(account.Key with { Company = "A/1" }, default));
    }

    [Fact]
    public async Task WriteAsync_RowThatSomebodyElseWrote_IsAConflict()
    {
        var (store, shop) = await CreateAsync("account-conflict");
        var account = Of(shop, "acme");
        await store.WriteAsync(account, default);
        var read = (await store.GetAsync(account.Key, default))!;

        Assert.Equal(WriteResult.Conflict, await store.WriteAsync(account, default));
        Assert.Equal(WriteResult.Written, await store.WriteAsync(read with { Members = 2 }, default));
        Assert.Equal(WriteResult.Conflict, await store.WriteAsync(read with { Members = 3 }, default));

        Assert.Equal(2, (await store.GetAsync(account.Key, default))!.Members);
    }

    [Fact]
    public async Task ReadMembersAsync_CompaniesWhoseNamesBeginAlike_KeepsThemApart()
    {
        var (store, shop) = await CreateAsync("account-members");
        var (anna, ben) = (Buyer(shop, "anna"), Buyer(shop, "ben"));
        foreach (var (company, buyer) in new[] { ("acme", anna), ("acme", ben), ("acme", anna), ("acme:1", anna), ("acme1", ben) })
        {
            await store.ClaimAsync(new AccountKey(shop.Id, company), buyer, default);
        }

        var members = await store.ReadMembersAsync(new AccountKey(shop.Id, "acme"), default).ToListAsync();

        Assert.Equal(new[] { anna, ben }.OrderBy(buyer => buyer.Value, StringComparer.Ordinal), members);
    }

    [Fact]
    public async Task ScanAsync_ABucket_GivesItsAccountsAloneAndNoMembers()
    {
        var (store, shop) = await CreateAsync("account-scan");
        var companies = Enumerable.Range(0, 40).Select(i => new AccountKey(shop.Id, $"company {i}")).ToList();
        foreach (var key in companies)
        {
            await store.WriteAsync(Of(shop, key.Company), default);
            await store.ClaimAsync(key, Buyer(shop, "anna"), default);
        }

        var bucket = companies[0].Bucket;
        var found = await store.ScanAsync(shop.Id, bucket, default).ToListAsync();

        var byName = Comparer<AccountKey>.Create((a, b) => string.CompareOrdinal(a.Company, b.Company));
        Assert.Equal(companies.Where(key => key.Bucket == bucket).Order(byName), found.Select(account => account.Key));
        Assert.Equal(Of(shop, "company 0"), found.Single(account => account.Key == companies[0]) with { ETag = null });
    }

    [Fact]
    public async Task RewriteAsync_OneOfSeveralChangedMeanwhile_WritesTheOthers()
    {
        var (store, shop) = await CreateAsync("account-rewrite");
        var bucket = new AccountKey(shop.Id, "0").Bucket;
        var companies = Enumerable.Range(0, 5_000)
            .Select(i => $"{i}")
            .Where(company => new AccountKey(shop.Id, company).Bucket == bucket)
            .Take(3)
            .ToList();
        foreach (var company in companies)
        {
            await store.WriteAsync(Of(shop, company), default);
        }

        var read = await store.ScanAsync(shop.Id, bucket, default).ToListAsync();
        await store.WriteAsync(read[1] with { Members = 9 }, default);

        Assert.Equal(2, await store.RewriteAsync([.. read.Select(account => account with { Members = 5 })], default));

        Assert.Equal([5, 9, 5], await store.ScanAsync(shop.Id, bucket, default).Select(account => account.Members).ToListAsync());
    }

    private static BuyerId Buyer(Shop shop, string name) =>
        BuyerId.Of(AnOrder.Of(shop, "1", "2026-06-01", email: $"{name}@example.org").Buyer.Identifiers[0]);

    private static Account Of(Shop shop, string company)
    {
        var orders = new[]
        {
            AnOrder.Of(shop, "1", "2026-01-01") with { Subscription = true },
            AnOrder.Of(shop, "2", "2026-03-01", total: 7_000),
        };
        var facts = BuyerFold.Fold(orders, shop) with { CustomerId = null, Last = null };
        return new Account
        {
            Key = new AccountKey(shop.Id, company),
            Facts = facts,
            Class = AccountClassifier.Classify(facts, ARulebook.For(BusinessModel.Wholesale), new DateOnly(2026, 6, 1)),
            Members = 1,
        };
    }
}

[Collection(AzuriteCollection.Name)]
public sealed class AzuriteAccountStoreTests(AzuriteFixture azurite) : AccountStoreContract
{
    protected override async Task<(IAccountStore Store, Shop Shop)> CreateAsync(string test) =>
        ((await StoreFixture.CreateAsync(azurite)).Accounts, AShop.Named(test));
}

public sealed class MemoryAccountStoreTests : AccountStoreContract
{
    protected override Task<(IAccountStore Store, Shop Shop)> CreateAsync(string test) =>
        Task.FromResult<(IAccountStore, Shop)>((new MemoryStorage().Accounts, AShop.Named(test)));
}
