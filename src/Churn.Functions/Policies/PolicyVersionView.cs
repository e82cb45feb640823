using System.Text.Json.Nodes;
using Churn.Domain.Policies;
using Churn.Domain.Shops;

namespace Churn.Functions.Policies;

/// <summary>A version of a shop's policy in the list of all.</summary>
public sealed record PolicyVersionView(int Number, string Version, DateTimeOffset InForceFrom, JsonNode Overrides)
{
    public static PolicyVersionView Of(Shop shop, PolicyVersion version) =>
        new(version.Number, version.For(shop).Version, version.From, JsonNode.Parse(PolicyJson.Write(version.Overrides))!);
}
