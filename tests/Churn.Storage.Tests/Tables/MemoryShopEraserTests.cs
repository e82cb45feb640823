using Churn.Domain.Shops;
using Churn.TestSupport.Scenarios;

namespace Churn.Storage.Tests.Tables;

public sealed class MemoryShopEraserTests : ShopEraserContract
{
    protected override Task<NoticeScenario> CreateAsync(params Shop[] shops) => Task.FromResult(NoticeScenario.InMemory(shops));
}
