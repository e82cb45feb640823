using System.Text.Json.Serialization;
using Churn.Domain.Identities;

namespace Churn.Domain.Buyers;

/// <summary>A buyer's id: the least of their identifiers, so that it is the same whatever order the identifiers were learnt in.</summary>
/// <param name="Value">As <see cref="Identifier.ToString"/> without the colon: a letter and 32 hex digits.</param>
[JsonConverter(typeof(BuyerIdJsonConverter))]
public readonly record struct BuyerId(string Value) : IComparable<BuyerId>
{
    public static BuyerId Of(Identifier identifier) => new(identifier.ToString().Remove(1, 1));

    public static bool TryParse(string? text, out BuyerId id)
    {
        var valid = text is { Length: 33 } && Identifier.TryParse(text.Insert(1, ":"), out _);
        id = valid ? new BuyerId(text!) : default;
        return valid;
    }

    /// <summary>The identifier that the id is made of.</summary>
    public Identifier ToIdentifier() => Identifier.TryParse(Value.Insert(1, ":"), out var identifier) ? identifier : throw new FormatException("Not a buyer's id.");

    /// <summary>As the identifiers they are made of: the least names a merged buyer.</summary>
    public int CompareTo(BuyerId other) => ToIdentifier().CompareTo(other.ToIdentifier());

    public override string ToString() => Value;
}
