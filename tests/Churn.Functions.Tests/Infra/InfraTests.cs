namespace Churn.Functions.Tests.Infra;

/// <summary>infra/ against the code, without Azure and without a Bicep compiler; and that each check can fail.</summary>
public sealed class InfraTests
{
    private const string App = "infra/modules/functionapp.bicep";
    private const string Storage = "infra/modules/storage.bicep";
    private const string Bus = "infra/modules/servicebus.bicep";
    private const string Alerts = "infra/modules/alerts.bicep";
    private static readonly CodeNeeds Code = CodeNeeds.Read();

    [Fact]
    public async Task Infra_AsItIs_HasNoFault() => Assert.Empty(await InfraFiles.Read().FaultsAsync(Code));

    [Theory]
    [InlineData(InfraFiles.Main, "param location string", "param location string =", "infra/main.bicep line")]
    [InlineData(InfraFiles.Main, ", vaultUri: vault.outputs.uri", "", "module shopSettings: parameter vaultUri is not given")]
    [InlineData(InfraFiles.Main, "vault.outputs.uri", "vault.outputs.url", "vault has no output url")]
    [InlineData(InfraFiles.Main, "modules/budget.bicep", "modules/bugdet.bicep", "module budget: modules/bugdet.bicep is not there")]
    [InlineData(InfraFiles.Parameters, "\"location\"", "\"locations\"", "main.parameters.json: parameter location is not given")]
    [InlineData(InfraFiles.Settings, "\"OrdersQueue\": \"orders\",", "", "setting OrdersQueue: infra/ does not set it")]
    [InlineData(InfraFiles.Settings, "\"OrdersQueue\": \"orders\",", "", "function ReclassifyBuyer: infra/ does not set OrdersQueue")]
    [InlineData(InfraFiles.Settings, "\"Tables__Identities\": \"Identities\",", "", "setting Tables__Identities: infra/ does not set it")]
    [InlineData(InfraFiles.Settings, "\"OrdersQueue\": \"orders\"", "\"OrdersQueue\": \"order\"", "setting OrdersQueue: the sample and infra/ differ")]
    [InlineData(InfraFiles.Settings, "\"app\": {", "\"app\": { \"Dead\": \"1\",", "setting Dead: the code does not read it")]
    [InlineData(InfraFiles.Settings, "\"NightlySchedule\": \"", "\"NightlySchedule\": \"x ", "function NightlyReclassification: 'x ")]
    [InlineData(InfraFiles.Sample, "\"NoticesQueue\": \"notices\",", "", "setting NoticesQueue: the sample does not have it")]
    [InlineData(InfraFiles.Sample, "\"Values\": {", "\"Values\": { \"Dead\": \"1\",", "setting Dead: the sample has it")]
    [InlineData(InfraFiles.Main, "union(settings, shopSettings.outputs.settings)", "settings", "module app: it is not given")]
    [InlineData(InfraFiles.Settings, "\"OutboxQueue\": \"outbox\",", "", "function PublishEvents: infra/ does not set OutboxQueue")]
    [InlineData(InfraFiles.Settings, "\"DeliveriesQueue\": \"deliveries\",", "", "function DeliverEvents: infra/ does not set DeliveriesQueue")]
    [InlineData(InfraFiles.Settings, "\"BuyerEventsQueue\": \"buyer-events\",", "", "setting BuyerEventsQueue: infra/ does not set it")]
    [InlineData(InfraFiles.Settings, "\"ServiceBus__EventsTopic\": \"churn-events\",", "", "setting ServiceBus__EventsTopic: infra/ does not set it")]
    [InlineData(InfraFiles.Settings, "\"ServiceBus__EventsTopic\": \"churn-events\"", "\"ServiceBus__EventsTopic\": \"events\"", "setting ServiceBus__EventsTopic: the sample and infra/ differ")]
    [InlineData(App, "    ServiceBus__fullyQualifiedNamespace: serviceBusNamespace\n", "", "setting ServiceBus__fullyQualifiedNamespace: infra/ does not set it")]
    [InlineData(App, "    ServiceBus__clientId: identityClientId\n", "", "setting ServiceBus__clientId: infra/ does not set it")]
    [InlineData(Bus, "requiresSession: true", "requiresSession: false", "properties.requiresSession of subscription is not true")]
    [InlineData(Alerts, "churn.event.failed", "churn.event.fails", "alerts.bicep: nothing measures churn.event.fails")]
    [InlineData(Storage, "'${queueName}-poison'", "'${queueName}-bad'", "storage.bicep: no queue of the name '${queueName}-poison'")]
    [InlineData(Storage, "tableServices/tables@", "tableServices/others@", "storage.bicep: the tables are not made")]
    [InlineData(Bus, "namespaces/topics@", "namespaces/others@", "servicebus.bicep: its topics are not made")]
    [InlineData(InfraFiles.Main, "'ServiceBus'", "'Bus'", "main.bicep: variable bus does not take its names")]
    [InlineData(Storage, ", roles.storageTableDataContributor", "", "role storageTableDataContributor: 0 modules grant it")]
    [InlineData(Bus, "roles.serviceBusDataSender", "'none'", "role serviceBusDataSender: 0 modules grant it")]
    [InlineData("infra/modules/vault.bicep", "roles.keyVaultSecretsUser)", "roles.keyVaultSecretsOfficer)", "infra/modules/vault.bicep: the same role")]
    [InlineData(InfraFiles.Roles, "974c5e8b", "074c5e8b", "role storageQueueDataContributor: that is not its id")]
    [InlineData(InfraFiles.Roles, "\"storageQueueDataContributor\": \"974c5e8b-45b9-4653-ba55-5f855dd0fb88\",", "", "role storageQueueDataContributor: roles.json does not name it")]
    [InlineData(Alerts, "name: 'poison'", "name: 'nothing'", "alerts.bicep: there is no alert poison")]
    [InlineData(Alerts, "churn.queue.age", "churn.queue.ages", "alerts.bicep: nothing measures churn.queue.ages")]
    [InlineData(Alerts, "metricName: 'DeadletteredMessages'", "metricName: 'DeadLetters'", "alerts.bicep: nobody hears of the dead letters")]
    [InlineData("infra/modules/budget.bicep", "notifications:", "notes:", "budget.bicep: no budget warns anybody")]
    [InlineData(Storage, "allowSharedKeyAccess: false", "allowSharedKeyAccess: true", "properties.allowSharedKeyAccess of account is not false")]
    [InlineData(Storage, "    allowBlobPublicAccess: false\n", "", "properties.allowBlobPublicAccess of account is not false")]
    [InlineData(Storage, "publicAccess: 'None'", "publicAccess: 'Blob'", "properties.publicAccess of container is not 'None'")]
    [InlineData(Bus, "disableLocalAuth: true", "disableLocalAuth: false", "properties.disableLocalAuth of namespace is not true")]
    [InlineData(Bus, "requiresDuplicateDetection: true", "requiresDuplicateDetection: false", "properties.requiresDuplicateDetection of topic is not true")]
    [InlineData(App, "httpsOnly: true", "httpsOnly: false", "properties.httpsOnly of app is not true")]
    [InlineData(App, "storageName\n", "storageName\n    ApiToken: 'abc'\n", "ApiToken stands there in plain")]
    [InlineData(App, "storageName\n", "'AccountKey=abc'\n", "holds what looks like a key")]
    [InlineData(Storage, "output name string = account.name", "output name string = account.listKeys().keys[0].value", "asks for keys")]
    [InlineData("infra/modules/monitoring.bicep", "principalId, roles.monitoringMetricsPublisher)", "principalId, '3913510d-42f4-4e42-8a64-420c390055eb')", "an id that roles.json should name")]
    [InlineData(App, "    AzureWebJobsStorage__clientId: identityClientId\n", "", "setting AzureWebJobsStorage__clientId: the function app does not have it")]
    [InlineData(App, "    AzureWebJobsStorage__credential: 'managedidentity'\n", "", "function ReclassifyBuyer: the app has no identity-based connection AzureWebJobsStorage")]
    [InlineData(App, "    AzureWebJobsStorage__accountName: storageName\n", "", "function WatchQueues: the app has no identity-based connection AzureWebJobsStorage")]
    [InlineData(App, "name: 'http'", "name: 'function:ReclassifyBuyer'", "functionapp.bicep: no instance is always ready for HTTP")]
    [InlineData(InfraFiles.ShopSettings, "Endpoints__${i}__Secrets__0", "Endpoints__${i}__Secret", "setting Shops__{shop}__Endpoints__${i}__Secrets__0: infra/ does not set it")]
    [InlineData(InfraFiles.ShopSettings, "'@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/shop-${shop.name}-endpoint-${i}-secret/)'", "'whsec_abc'", "setting Shops__{shop}__Endpoints__${i}__Secrets__0: it does not come from the vault")]
    [InlineData(InfraFiles.ShopSettings, "__Endpoints__${i}__Url", "__Endpoints__${i}__Uri", "setting Shops__{shop}__Endpoints__${i}__Url: infra/ does not set it")]
    [InlineData(InfraFiles.ShopSettings, "__IdentityKeys__1", "__IdentityKeys__2", "setting Shops__{shop}__IdentityKeys__1: infra/ does not set it")]
    public async Task Infra_OneThingChanged_IsFoundByItsName(string path, string before, string after, string fault)
    {
        var faults = await InfraFiles.Read().With(path, before, after).FaultsAsync(Code);

        Assert.Contains(faults, found => found.Contains(fault, StringComparison.Ordinal));
    }
}
