using Churn.Domain.Identity;
using Churn.Domain.Shops;
using Churn.TestSupport.Builders;
using Churn.TestSupport.Stores;

namespace Churn.Storage.Tests.Tables;

public sealed class MemoryIdentityStoreTests : IdentityStoreContract
{
    protected override Task<(IIdentityStore Store, Shop Shop)> CreateAsync(string test) =>
        Task.FromResult<(IIdentityStore, Shop)>((new MemoryStorage().Identities, AShop.Named(test)));
}
