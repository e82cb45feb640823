using Churn.Domain.Accounts;
using Churn.Domain.Shops;
using Churn.TestSupport.Builders;
using Churn.TestSupport.Stores;

namespace Churn.Storage.Tests.Tables;

public sealed class MemoryAccountStoreTests : AccountStoreContract
{
    protected override Task<(IAccountStore Store, Shop Shop)> CreateAsync(string test) =>
        Task.FromResult<(IAccountStore, Shop)>((new MemoryStorage().Accounts, AShop.Named(test)));
}
