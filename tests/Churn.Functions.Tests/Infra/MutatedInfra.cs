namespace Churn.Functions.Tests.Infra;

/// <summary>
/// infra/ with many small mistakes at once, because compiling takes seconds. Each mistake must be found by its own name.
/// </summary>
public sealed class MutatedInfra : IAsyncLifetime
{
    private const string App = "modules/functionapp.bicep";
    private const string Shops = "modules/shop-settings.bicep";
    private const string Storage = "modules/storage.bicep";
    private const string Bus = "modules/servicebus.bicep";
    private const string Vault = "modules/vault.bicep";
    private const string EndpointSecret = "'@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/shop-${shop.name}-endpoint-${i}-secret/)'";
    private const string Alerts = "modules/alerts.bicep";

    // The columns are: file, text, the text that replaces it, and the fault that must be found.
    private static readonly (string File, string Before, string After, string Fault)[] Mutations =
    [
        (Storage, "'orders'", "'order'", "queue orders: it is not made"),
        (Storage, "'Deliveries'", "'Deliveries'\n  'Dead'", "table Dead: the code does not use it"),
        (Storage, "'${queueName}-poison'", "'${queueName}-bad'", "queue requests-poison: it is not made"),
        (Storage, ", roles.storageTableDataContributor", "", "role Storage Table Data Contributor on storageAccounts for the app"),
        (Storage, "allowSharedKeyAccess: false", "allowSharedKeyAccess: true", "properties.allowSharedKeyAccess is not false"),
        (Storage, "output name string", "output key string = account.listKeys().keys[0].value\noutput name string", "asks for keys"),
        ("roles.json", "974c5e8b", "074c5e8b", "role Storage Queue Data Contributor on storageAccounts for the app: it is not granted"),
        (Vault, "principalId, roles.keyVaultSecretsUser)", "principalId, roles.keyVaultSecretsOfficer)", "is made of another role"),
        (Bus, "'churn-events'", "'events'", "topic churn-events: it is not made"),
        (Bus, "requiresSession: true", "requiresSession: false", "properties.requiresSession is not true"),
        (App, "    ServiceBus__clientId: identityClientId\n", "", "setting ServiceBus__clientId: the app does not have it"),
        (App, "    AzureWebJobsStorage__accountName: storageName\n", "", "Set AzureWebJobsStorage to"),
        (App, "    ServiceBus__fully", "    Dead: 'AccountKey=abc'\n    ServiceBus__fully", "setting Dead: the code does not read it"),
        (App, "httpsOnly: true", "httpsOnly: false", "properties.httpsOnly is not true"),
        (App, "name: 'http'", "name: 'function:ReclassifyBuyer'", "alwaysReady is not"),
        (Shops, "__IdentityKeys__1", "__IdentityKey__1", "Shops:full:IdentityKey: there is no such setting."),
        (Shops, EndpointSecret, "'whsec_abc'", "setting Shops__full__Endpoints__0__Secrets__0: it does not come from the vault"),
        (Alerts, "name: 'poison'", "name: 'nothing'", "alert poison: there is none"),
        (Alerts, "churn.queue.age", "churn.queue.ages", "alert queue-age: nothing measures churn.queue.ages"),
        (Alerts, "'DeadletteredMessages'", "'DeadLetters'", "alert dead-letters: no rule watches"),
        ("modules/budget.bicep", "{ startDate: startDate }", "{ startDate: '2026-12-01' }", "budget: it does not begin in the month"),
    ];

    /// <summary>The faults that must be found, one for each mistake.</summary>
    public static TheoryData<string> Expected =>
        [.. Mutations.Select(mutation => mutation.Fault), "template: AccountKey= looks like a key"];

    /// <summary>The faults that were found.</summary>
    public IReadOnlyList<string> Faults { get; private set; } = [];

    public async Task InitializeAsync()
    {
        if (BicepCompiler.Path is not null)
        {
            using var copy = new InfraCopy();
            foreach (var (file, before, after, _) in Mutations)
            {
                copy.Change(file, before, after);
            }

            Faults = await DeploymentChecks.FindAsync(await copy.DeployAsync());
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;
}
