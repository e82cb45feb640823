using Churn.Domain.Buyers;
using Churn.Domain.Identities;
using Churn.Domain.Offers;
using Churn.LocalHost.MemoryStores;

namespace Churn.Storage.Tests.Tables;

public sealed class MemoryPersonEraserTests : PersonEraserContract
{
    protected override Task<(IBuyerStore Buyers, IIdentityStore Identities, IOfferStore Offers)> CreateAsync() =>
        Task.FromResult<(IBuyerStore, IIdentityStore, IOfferStore)>((new MemoryBuyerStore(), new MemoryIdentityStore(), new MemoryOfferStore()));
}
