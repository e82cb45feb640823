using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Churn.TestSupport;

namespace Churn.Functions.Tests.Infra;

/// <summary>The texts under infra/ and what belongs to them, as they are or with something changed.</summary>
internal sealed record InfraFiles(ImmutableSortedDictionary<string, string> Texts)
{
    public const string Main = "infra/main.bicep";
    public const string Parameters = "infra/main.parameters.json";
    public const string Settings = "infra/settings.json";
    public const string Roles = "infra/roles.json";
    public const string ShopSettings = "infra/modules/shop-settings.bicep";
    public const string Sample = "local.settings.sample.json";

    public static InfraFiles Read()
    {
        var infra = Directory.GetFiles(Path.Combine(RepositoryFiles.Root, "infra"), "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(RepositoryFiles.Root, file).Replace('\\', '/'));
        return new InfraFiles(infra.Append(Sample).Append("azure.yaml")
            .ToImmutableSortedDictionary(path => path, path => File.ReadAllText(Path.Combine(RepositoryFiles.Root, path)), StringComparer.Ordinal));
    }

    /// <summary>With the first occurrence of a text replaced, which must be there.</summary>
    public InfraFiles With(string path, string before, string after)
    {
        var at = Texts[path].IndexOf(before, StringComparison.Ordinal);
        return at < 0
            ? throw new ArgumentException($"{path} has no '{before}': the mutation mutates nothing.")
            : new InfraFiles(Texts.SetItem(path, Texts[path].Remove(at, before.Length).Insert(at, after)));
    }

    public JsonObject Json(string path) => JsonNode.Parse(Texts[path])!.AsObject();

    public async Task<IReadOnlyList<string>> FaultsAsync(CodeNeeds code)
    {
        var bicep = new Dictionary<string, BicepFile>();
        foreach (var (path, text) in Texts.Where(file => file.Key.EndsWith(".bicep", StringComparison.Ordinal)))
        {
            bicep[path] = new BicepFile(path, await BicepParser.ParseAsync(text));
        }

        var infra = new Infrastructure(this, bicep);
        return [.. LinkChecks.Find(infra), .. SettingChecks.Find(infra, code), .. ResourceChecks.Find(infra, code), .. SafetyChecks.Find(infra), .. TriggerChecks.Find(infra, code)];
    }
}
