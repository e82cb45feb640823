using System.Reflection;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using Churn.Domain.Classification;
using Churn.Domain.Policies;
using Churn.Domain.Shops;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Churn.Functions.Tests.Composition;

public sealed class ContainerTests
{
    public static TheoryData<Type> FunctionClasses => [.. typeof(ServiceRegistration).Assembly.GetExportedTypes()
        .Where(type => type.GetMethods().Any(method => method.GetCustomAttribute<FunctionAttribute>() is not null))];

    [Theory]
    [MemberData(nameof(FunctionClasses))]
    public void AddChurn_SampleSettings_MakesTheFunctionClass(Type functions)
    {
        using var container = SampleSettings.Container(SampleSettings.With());
        using var scope = container.CreateScope();

        Assert.NotNull(ActivatorUtilities.CreateInstance(scope.ServiceProvider, functions));
    }

    [Fact]
    public void AddChurn_SampleSettings_PassTheValidationAtStartAndHoldTheDemoShop()
    {
        using var container = SampleSettings.Container(SampleSettings.With());

        container.GetRequiredService<IStartupValidator>().Validate();

        var shop = container.GetRequiredService<IShopDirectory>().Find(ShopId.Parse("demo"));
        Assert.NotNull(shop);
        Assert.Equal(("EUR", "Europe/Berlin", BusinessModel.GeneralRetail), (shop.Currency, shop.TimeZone.Id, shop.BusinessModel));
    }

    [Fact]
    public void AddChurn_SampleSettings_LabelsGoByStoredPoliciesAndModels()
    {
        using var container = SampleSettings.Container(SampleSettings.With());

        Assert.IsType<StoredRulebooks>(container.GetRequiredService<IRulebooks>());
    }

    // The settings that infra/ sets: no keys, a user-assigned identity.
    [Fact]
    public void AddChurn_AccountNameAndIdentity_ReachesTheAccountsOwnAddresses()
    {
        using var container = SampleSettings.Container(SampleSettings.With(
            ("AzureWebJobsStorage", null),
            ("AzureWebJobsStorage:accountName", "stchurn"),
            ("AzureWebJobsStorage:credential", "managedidentity"),
            ("AzureWebJobsStorage:clientId", "00000000-0000-0000-0000-000000000001")));

        container.GetRequiredService<IStartupValidator>().Validate();

        Assert.Equal("https://stchurn.table.core.windows.net/", container.GetRequiredService<TableServiceClient>().Uri.AbsoluteUri);
        Assert.Equal("https://stchurn.queue.core.windows.net/", container.GetRequiredService<QueueServiceClient>().Uri.AbsoluteUri);
    }
}
