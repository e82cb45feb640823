using System.Text.Json.Nodes;
using Churn.Domain.Labels.Policies;
using Churn.Domain.Shops;

namespace Churn.Functions.Api.Policies;

/// <summary>A shop's policy: the shop's own changes, and every number that is in force.</summary>
public sealed record PolicyView(
    string Shop, int Number, string Version, DateTimeOffset? InForceFrom, string Model, JsonNode Overrides,
    IReadOnlyList<PolicyNumberView> Numbers)
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
            [
                .. PolicyCatalog.Numbers.Values.Select(number => new PolicyNumberView(
                    number.Name, number.Read(policy), number.Read(defaults), number.Read(policy) != number.Read(defaults), number.Range)),
            ]);
    }
}

/// <summary>A number of a policy. A flag is 1 or 0.</summary>
/// <param name="Name">The number's name.</param>
/// <param name="Value">The value for the shop. Null for a number of an offer that the shop does not make.</param>
/// <param name="Default">The default of the shop's business model. Null when the model does not make the offer.</param>
/// <param name="IsChanged">Whether the value differs from the default.</param>
/// <param name="Takes">The values that the number accepts, in words.</param>
public sealed record PolicyNumberView(string Name, long? Value, long? Default, bool IsChanged, string Takes);

/// <summary>A version of a shop's policy in the list of versions.</summary>
public sealed record PolicyVersionView(int Number, string Version, DateTimeOffset InForceFrom, JsonNode Overrides)
{
    public static PolicyVersionView Of(Shop shop, PolicyVersion version) =>
        new(version.Number, version.For(shop).Version, version.From, JsonNode.Parse(PolicyJson.Write(version.Overrides))!);
}
