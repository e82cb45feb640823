namespace Churn.Functions.Tests.Infra;

/// <summary>The parsed infrastructure.</summary>
internal sealed record Infrastructure(InfraFiles Files, IReadOnlyDictionary<string, BicepFile> Bicep)
{
    public BicepFile Main => Bicep[InfraFiles.Main];

    public IEnumerable<BicepDeclaration> Resources => Bicep.Values.SelectMany(file => file.Resources);

    /// <summary>The settings that the code reads: name to value.</summary>
    public IReadOnlyDictionary<string, string> Settings =>
        Files.Json(InfraFiles.Settings)["app"]!.AsObject().ToDictionary(pair => pair.Key, pair => (string?)pair.Value ?? "");

    /// <summary>The settings that the function app's module sets beside those.</summary>
    public IReadOnlyDictionary<string, BicepNode> AppSettings => Bicep.Values.SelectMany(file => file.Resources)
        .Where(resource => resource.Is("Microsoft.Web/sites/config")).SelectMany(resource => resource.Body.OfType("object_property"))
        .Where(property => property.Children[0].Text != "properties").ToDictionary(property => property.Children[0].Value, property => property.Children[^1]);
}
