namespace Churn.Functions.Tests.Infra;

/// <summary>What a Bicep file declares.</summary>
internal sealed record BicepFile(string Path, BicepNode Root)
{
    public IEnumerable<BicepDeclaration> Resources => Declarations("resource_declaration");

    public IEnumerable<BicepDeclaration> Modules => Declarations("module_declaration");

    /// <summary>Every parameter, and whether it has a value of its own.</summary>
    public IReadOnlyDictionary<string, bool> Parameters => Root.Children.Where(node => node.Type == "parameter_declaration")
        .ToDictionary(node => node.Children[0].Text, node => node.Children.Count > 2);

    public IEnumerable<string> Outputs => Root.Children.Where(node => node.Type == "output_declaration").Select(node => node.Children[0].Text);

    public BicepNode? Variable(string name) => Root.Children
        .FirstOrDefault(node => node.Type == "variable_declaration" && node.Children[0].Text == name)?.Children[^1];

    private IEnumerable<BicepDeclaration> Declarations(string type) =>
        Root.Children.Where(node => node.Type == type).Select(node => BicepDeclaration.Of(Path, node));
}
