using Churn.Domain.Accounts;
using Churn.Domain.Shops;
using Churn.LocalHost.MemoryStores;
using Churn.TestSupport.Builders;

namespace Churn.Storage.Tests.Tables;

public sealed class MemoryAccountStoreTests : AccountStoreContract
{
    protected override Task<(IAccountStore Store, Shop Shop)> CreateAsync(string test) =>
        Task.FromResult<(IAccountStore, Shop)>((new MemoryAccountStore(), AShop.Named(test)));
}
