namespace Churn.Functions.Tests.Infra;

/// <summary>A resource or module: its symbol, its type or path, its object, and what it is repeated over.</summary>
internal sealed record BicepDeclaration(string File, string Symbol, string Type, BicepNode Body, string? RepeatedOver)
{
    public static BicepDeclaration Of(string file, BicepNode node)
    {
        var loop = node.Children.FirstOrDefault(child => child.Type == "for_statement");
        var body = loop?.Children[^1] ?? node.Children.FirstOrDefault(child => child.Type == "object") ?? node.OfType("object").First();
        return new BicepDeclaration(file, node.Children[0].Text, node.Children[1].Value, body, loop?.Children[1].Text);
    }

    /// <summary>Whether it is a resource of that type, in whichever version.</summary>
    public bool Is(string type) => Type.StartsWith($"{type}@", StringComparison.Ordinal);
}
