namespace Churn.Functions.Tests.Infra;

/// <summary>Whether every setting that the code reads is set in Azure and in the sample, and no other.</summary>
internal static class SettingChecks
{
    // Of the local host and of Core Tools; in Azure the platform says them otherwise.
    private static readonly string[] LocalOnly = ["AzureWebJobsStorage", "FUNCTIONS_WORKER_RUNTIME"];

    private static readonly string[] Platform =
    [
        "AzureWebJobsStorage__accountName", "AzureWebJobsStorage__credential", "AzureWebJobsStorage__clientId", "APPLICATIONINSIGHTS_CONNECTION_STRING",
        "APPLICATIONINSIGHTS_AUTHENTICATION_STRING",
    ];

    // Names that stand after Shops__${shop.name}__; whether the value is a secret, which only the vault may hold.
    private static readonly (string Name, bool Secret)[] OfShops =
    [
        ("Secrets__0", true), ("Secrets__1", true), ("IdentityKeys__0", true), ("IdentityKeys__1", true), ("ApiToken", true),
        ("Endpoints__${i}__Url", false), ("Endpoints__${i}__Secrets__0", true),
    ];

    public static IEnumerable<string> Find(Infrastructure infra, CodeNeeds code)
    {
        var sample = infra.Files.Json(InfraFiles.Sample)["Values"]!.AsObject()
            .Where(pair => !pair.Key.StartsWith("Shops__", StringComparison.Ordinal) && !LocalOnly.Contains(pair.Key)).ToDictionary(pair => pair.Key, pair => (string?)pair.Value);
        var (settings, app) = (infra.Settings, infra.AppSettings);
        return
        [
            .. code.Settings.Where(name => !settings.ContainsKey(name) && !app.ContainsKey(name)).Select(name => $"setting {name}: infra/ does not set it"),
            .. settings.Keys.Where(name => !code.Settings.Contains(name)).Select(name => $"setting {name}: the code does not read it"),
            .. code.Settings.Where(name => settings.ContainsKey(name) && !sample.ContainsKey(name)).Select(name => $"setting {name}: the sample does not have it"),
            .. sample.Keys.Where(name => !code.Settings.Contains(name)).Select(name => $"setting {name}: the sample has it and the code does not read it"),
            .. sample.Where(pair => settings.TryGetValue(pair.Key, out var value) && value != pair.Value).Select(pair => $"setting {pair.Key}: the sample and infra/ differ"),
            .. Platform.Where(name => !app.ContainsKey(name)).Select(name => $"setting {name}: the function app does not have it"),
            .. Passed(infra),
            .. Shops(infra),
        ];
    }

    // The file's settings and the shops' reach the app through the module's parameter.
    private static IEnumerable<string> Passed(Infrastructure infra)
    {
        var given = infra.Main.Modules.FirstOrDefault(module => module.Symbol == "app")?.Body.Property("params.settings")?.Text;
        if (given != "union(settings, shopSettings.outputs.settings)")
        {
            yield return "module app: it is not given settings.json and the shops' settings";
        }

        if (infra.Resources.FirstOrDefault(resource => resource.Is("Microsoft.Web/sites/config"))?.Body.Property("properties")?.Text.StartsWith("union(settings, ", StringComparison.Ordinal) != true)
        {
            yield return "functionapp.bicep: the settings it is given are not the app's";
        }
    }

    // An object's property, or toObject over a list: either way the name and its value stand in one piece of the file.
    private static IEnumerable<string> Shops(Infrastructure infra)
    {
        var pieces = infra.Bicep[InfraFiles.ShopSettings].Root.Descendants()
            .Where(node => node.Type == "object_property" || (node.Type == "call_expression" && node.Text.StartsWith("toObject(", StringComparison.Ordinal)))
            .Select(node => node.OfType("string").Select(text => text.Value).ToList()).ToList();
        foreach (var (name, secret) in OfShops)
        {
            var piece = pieces.FirstOrDefault(strings => strings.Contains($"Shops__${{shop.name}}__{name}"));
            if (piece is null)
            {
                yield return $"setting Shops__{{shop}}__{name}: infra/ does not set it";
            }
            else if (secret && !piece.Exists(text => text.StartsWith("@Microsoft.KeyVault(", StringComparison.Ordinal)))
            {
                yield return $"setting Shops__{{shop}}__{name}: it does not come from the vault";
            }
        }
    }
}
