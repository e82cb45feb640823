using Churn.Domain.Accounts;
using Churn.Domain.Buyers;
using Churn.Domain.Shops;
using Churn.TestSupport.Builders;

namespace Churn.Storage.Tests.Tables;

/// <summary>What every account store holds to; run on memory and on Azurite.</summary>
public abstract class AccountStoreContract
{
    /// <summary>A shop of the test's own, so that tests share tables and not rows.</summary>
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

    private static BuyerId Buyer(Shop shop, string name) => BuyerId.Of(AnOrder.Of(shop, "1", "2026-06-01", email: $"{name}@example.org").Buyer.Identifiers[0]);

    private static Account Of(Shop shop, string company)
    {
        var orders = new[] { AnOrder.Of(shop, "1", "2026-01-01") with { Subscription = true }, AnOrder.Of(shop, "2", "2026-03-01", total: 7_000) };
        var facts = BuyerFold.Fold(orders, shop) with { Identifiers = [], CustomerId = null, Last = null };
        return new Account
        {
            Key = new AccountKey(shop.Id, company),
            Facts = facts,
            Class = AccountClassifier.Classify(facts, ARulebook.For(BusinessModel.Wholesale), new DateOnly(2026, 6, 1)),
            Members = 1,
        };
    }
}
