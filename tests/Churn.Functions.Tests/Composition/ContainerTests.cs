using System.Reflection;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Messaging.ServiceBus;
using Azure.Storage.Queues;
using Churn.Domain.Labels;
using Churn.Domain.Labels.Policies;
using Churn.Domain.Shops;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Azure;
using Microsoft.Extensions.Configuration;
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

    [Theory]
    [InlineData("", false)]
    [InlineData("EventSink queue", true)]
    [InlineData("ServiceBus Endpoint=sb://churn.example.com/;SharedAccessKeyName=n;SharedAccessKey=a2V5", true)]
    [InlineData("ServiceBus:fullyQualifiedNamespace churn.example.com", true)]
    [InlineData(
        "Shops:demo:Endpoints:0:Url https://crm.example.com/in "
        + "Shops:demo:Endpoints:0:Secrets:0 whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        true)]
    public void AddChurn_WhatTakesEvents_IsKnownOfTheShop(string settings, bool takes)
    {
        var pairs = settings.Split(' ', StringSplitOptions.RemoveEmptyEntries).Chunk(2).Select(pair => (pair[0], (string?)pair[1]));
        using var container = SampleSettings.Container(SampleSettings.With([.. pairs]));

        Assert.Equal(takes, container.GetRequiredService<IShopDirectory>().Find(ShopId.Parse("demo"))!.TakesEvents);
    }

    [Fact]
    public void AddChurn_SampleSettings_LabelsGoByStoredPoliciesAndModels()
    {
        using var container = SampleSettings.Container(SampleSettings.With());

        Assert.IsType<StoredRulebooks>(container.GetRequiredService<IRulebooks>());
    }

    // These are the settings that infra/ sets: no keys, and a user-assigned identity.
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

    [Theory]
    [InlineData("managedidentity", typeof(ManagedIdentityCredential))]
    [InlineData(null, typeof(DefaultAzureCredential))]
    public async Task AddChurn_NoConnectionStrings_EachServiceTakesTheIdentityOfItsOwnSettings(string? credential, Type expected)
    {
        var settings = SampleSettings.With(
            ("AzureWebJobsStorage", null), ("AzureWebJobsStorage:accountName", "stchurn"), ("AzureWebJobsStorage:credential", credential),
            ("ServiceBus:fullyQualifiedNamespace", "churn.servicebus.windows.net"), ("ServiceBus:credential", credential));
        var identities = new RecordedIdentities();
        var services = new ServiceCollection().AddLogging().AddSingleton<AzureComponentFactory>(identities).AddChurn(settings);
        await using var container = services.BuildServiceProvider();

        container.GetRequiredService<TableServiceClient>();
        container.GetRequiredService<QueueServiceClient>();
        var bus = container.GetRequiredService<ServiceBusClient>();

        Assert.Equal("churn.servicebus.windows.net", bus.FullyQualifiedNamespace);
        Assert.Equal(
            [("AzureWebJobsStorage", expected), ("AzureWebJobsStorage", expected), ("ServiceBus", expected)],
            identities.Made.Select(made => (made.Setting, made.Credential.GetType())));
    }

    /// <summary>Keeps which credential the library makes from which settings.</summary>
    private sealed class RecordedIdentities : AzureComponentFactory
    {
        private readonly AzureComponentFactory _library = Library();

        public List<(string Setting, TokenCredential Credential)> Made { get; } = [];

        public override TokenCredential CreateTokenCredential(IConfiguration configuration)
        {
            var credential = _library.CreateTokenCredential(configuration);
            Made.Add((((IConfigurationSection)configuration).Path, credential));
            return credential;
        }

        public override object CreateClientOptions(Type optionsType, object serviceVersion, IConfiguration configuration) =>
            throw new NotSupportedException();

        public override object CreateClient(
            Type clientType, IConfiguration configuration, TokenCredential credential, object clientOptions) =>
            throw new NotSupportedException();

        private static AzureComponentFactory Library()
        {
            var services = new ServiceCollection();
            services.AddAzureClientsCore();
            return services.BuildServiceProvider().GetRequiredService<AzureComponentFactory>();
        }
    }
}
