using System.Text.Json;

namespace Churn.Functions.Tests.Infra;

/// <summary>A piece of a Bicep file.</summary>
internal sealed record BicepNode(string Type, string Text, int Line, IReadOnlyList<BicepNode> Children)
{
    /// <summary>The text between a string's quotes, interpolations as they stand; else the text.</summary>
    public string Value => Type == "string" ? Text.Trim('\'') : Text;

    public static BicepNode Of(JsonElement node, string source)
    {
        var (start, end) = (node[1].GetInt32(), node[2].GetInt32());
        return new BicepNode(
            node[0].GetString()!, source[start..end], source.AsSpan(0, start).Count('\n') + 1, [.. node[3].EnumerateArray().Select(child => Of(child, source))]);
    }

    public IEnumerable<BicepNode> Descendants() => Children.SelectMany(child => child.Descendants().Prepend(child));

    public IEnumerable<BicepNode> OfType(string type) => Descendants().Where(node => node.Type == type);

    /// <summary>The value of an object's property by its path, such as <c>properties.sku</c>; null when it has none.</summary>
    public BicepNode? Property(string path) => path.Split('.').Aggregate((BicepNode?)this, (node, name) =>
        node?.Children.FirstOrDefault(child => child.Type == "object_property" && child.Children[0].Value == name)?.Children[^1]);
}
