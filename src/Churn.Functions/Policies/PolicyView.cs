using System.Text.Json.Nodes;
using Churn.Domain.Classification;
using Churn.Domain.Policies;
using Churn.Domain.Shops;

namespace Churn.Functions.Policies;

/// <summary>A shop's policy: what the shop changed, and every number that goes for it.</summary>
public sealed record PolicyView(
    string Shop, int Number, string Version, DateTimeOffset? InForceFrom, string Model, JsonNode Overrides, IReadOnlyList<PolicyNumberView> Numbers)
{
    public static PolicyView Of(Shop shop, PolicyVersion version)
    {
        var policy = version.For(shop);
        var defaults = Policy.For(policy.Model);
        return new PolicyView(
            shop.Id.Value,
            version.Number,
            policy.Version,
            version.Number == 0 ? null : version.From,
            policy.Model.ToString(),
            JsonNode.Parse(PolicyJson.Write(version.Overrides))!,
            [.. PolicyCatalog.Numbers.Values.Select(number => new PolicyNumberView(number.Name, number.Read(policy), number.Read(defaults), number.Read(policy) != number.Read(defaults), number.Range))]);
    }
}
