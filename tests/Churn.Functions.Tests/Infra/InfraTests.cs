using System.Text.Json.Nodes;
using Churn.Testing;

namespace Churn.Functions.Tests.Infra;

/// <summary>Compares infra/, as the Bicep compiler sees it, with the code, and shows that the checks find mistakes.</summary>
public sealed class InfraTests(MutatedInfra mutated) : IClassFixture<MutatedInfra>
{
    private static readonly Dictionary<string, string> SetByAzd = new()
    {
        ["AZURE_ENV_NAME"] = "shop", ["AZURE_LOCATION"] = "westeurope", ["AZURE_PRINCIPAL_ID"] = "11111111-1111-1111-1111-111111111111",
    };

    [BicepFact]
    public async Task Infra_AsItIs_CompilesWithoutAWarning()
    {
        using var copy = new InfraCopy();

        Assert.Empty(await copy.LintAsync("main.bicep"));
        Assert.Empty(await copy.LintAsync("main.bicepparam", SetByAzd));
    }

    [Fact]
    public void Modules_Always_AreUsed()
    {
        var infra = Path.Combine(RepositoryFiles.Root, "infra");
        var main = File.ReadAllText(Path.Combine(infra, "main.bicep"));

        Assert.All(
            Directory.GetFiles(Path.Combine(infra, "modules")),
            file => Assert.Contains($" 'modules/{Path.GetFileName(file)}' = ", main, StringComparison.Ordinal));
    }

    [BicepFact]
    public async Task Infra_EveryOption_HasNoFault()
    {
        using var copy = new InfraCopy();

        Assert.Empty(await DeploymentChecks.FindAsync(await copy.DeployAsync()));
    }

    [BicepTheory]
    [MemberData(nameof(MutatedInfra.Expected), MemberType = typeof(MutatedInfra))]
    public void Infra_OneThingChanged_IsFoundByItsName(string fault) =>
        Assert.Contains(mutated.Faults, found => found.Contains(fault, StringComparison.Ordinal));

    [BicepFact]
    public async Task Infra_ParameterThatNothingUses_IsWarnedOf()
    {
        using var copy = new InfraCopy();

        copy.Change("modules/vault.bicep", "param tags object", "param tags object\nparam spare string = ''");

        Assert.Contains("no-unused-params", await copy.LintAsync("main.bicep"), StringComparison.Ordinal);
    }

    // README.md and docs/operations.md name the secrets in this way when they say how to put them into the vault.
    [BicepFact]
    public async Task AppSettings_OfAShopWithEveryOption_ReferToTheSecretsOfTheDocuments()
    {
        using var copy = new InfraCopy();

        var secrets = SettingChecks.VaultSecrets(await copy.DeployAsync());

        Assert.Equal(
            new SortedDictionary<string, string>
            {
                ["Shops__plain__Secrets__0"] = "shop-plain-secret",
                ["Shops__plain__IdentityKeys__0"] = "shop-plain-identity-key",
                ["Shops__full__Secrets__0"] = "shop-full-secret",
                ["Shops__full__Secrets__1"] = "shop-full-former-secret",
                ["Shops__full__IdentityKeys__0"] = "shop-full-identity-key",
                ["Shops__full__IdentityKeys__1"] = "shop-full-former-identity-key",
                ["Shops__full__ApiToken"] = "shop-full-api-token",
                ["Shops__full__Endpoints__0__Secrets__0"] = "shop-full-endpoint-0-secret",
                ["Shops__full__Endpoints__1__Secrets__0"] = "shop-full-endpoint-1-secret",
            },
            new SortedDictionary<string, string>(secrets.ToDictionary()));
    }

    // Azure would refuse any month other than the one in which the budget was made.
    [BicepFact]
    public async Task Budget_MonthIsNotSet_IsLeftAsItIs()
    {
        using var copy = new InfraCopy();
        copy.Change($"../{InfraCopy.EveryOption}", "param budgetStart = '2026-11-01'\n", "");

        Assert.Empty((await copy.DeployAsync()).OfType("Microsoft.Consumption/budgets"));
    }

    [BicepFact]
    public async Task Parameters_NothingSetByHand_MakeASmallEnvironmentWithoutABudget()
    {
        using var copy = new InfraCopy();

        var parameters = await copy.ParametersAsync(SetByAzd);

        Assert.Equal(["shop", "dev", "", ""], Values(parameters, "environmentName", "environmentKind", "alertEmail", "budgetStart"));
    }

    [BicepFact]
    public async Task Parameters_SetByAzdEnvSet_ReachTheDeployment()
    {
        using var copy = new InfraCopy();
        Dictionary<string, string> set = new(SetByAzd)
        {
            ["CHURN_ENVIRONMENT_KIND"] = "prod", ["CHURN_ALERT_EMAIL"] = "operator@example.org", ["CHURN_BUDGET_START"] = "2026-11-01",
        };

        var parameters = await copy.ParametersAsync(set);

        Assert.Equal(
            ["prod", "operator@example.org", "2026-11-01", SetByAzd["AZURE_PRINCIPAL_ID"]],
            Values(parameters, "environmentKind", "alertEmail", "budgetStart", "deployerId"));
    }

    private static IEnumerable<string> Values(JsonNode parameters, params string[] names) =>
        names.Select(name => (string)parameters[name]!["value"]!);
}
