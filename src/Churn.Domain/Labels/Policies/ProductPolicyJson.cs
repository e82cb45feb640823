using System.Collections.Immutable;
using System.Text.Json;

namespace Churn.Domain.Labels.Policies;

/// <summary>Reads and writes the exceptions for one product in a policy's JSON.</summary>
internal static class ProductPolicyJson
{
    /// <summary>The largest cycle and ceiling of a product; the same as the ranges in <see cref="ProductPolicy"/>.</summary>
    internal const int MostDays = 3650, MostUnits = 1000;

    internal static void Write(Utf8JsonWriter writer, ProductPolicy product)
    {
        writer.WriteStartObject();
        if (product.CycleDays != 0)
        {
            writer.WriteNumber("cycleDays", product.CycleDays);
        }

        if (product.CeilingUnits != 0)
        {
            writer.WriteNumber("ceilingUnits", product.CeilingUnits);
        }

        if (product.OnceInALifetime)
        {
            writer.WriteBoolean("onceInALifetime", true);
        }

        if (product.Consumable)
        {
            writer.WriteBoolean("consumable", true);
        }

        writer.WriteEndObject();
    }

    /// <param name="value">The product's JSON object.</param>
    /// <param name="name">The product's name in problems.</param>
    /// <param name="problems">The list that problems are added to.</param>
    internal static ProductPolicy Read(JsonElement value, string name, ImmutableArray<string>.Builder problems)
    {
        var product = new ProductPolicy();
        if (value.ValueKind != JsonValueKind.Object)
        {
            problems.Add($"{name} has to be a JSON object, such as {{\"cycleDays\": 30}}.");
            return product;
        }

        foreach (var one in value.EnumerateObject())
        {
            product = one.Name switch
            {
                "cycleDays" => product with { CycleDays = Whole(one.Value, $"{name}.cycleDays", MostDays, "the shop's cycle", problems) },
                "ceilingUnits" => product with
                {
                    CeilingUnits = Whole(one.Value, $"{name}.ceilingUnits", MostUnits, "the shop's ceiling", problems),
                },
                "onceInALifetime" => product with { OnceInALifetime = Flag(one.Value, $"{name}.onceInALifetime", problems) },
                "consumable" => product with { Consumable = Flag(one.Value, $"{name}.consumable", problems) },
                _ => Unknown(product, name, problems),
            };
        }

        if (product.OnceInALifetime && (product.Consumable || product.CeilingUnits > 1))
        {
            var other = product.Consumable ? "used up" : $"has a ceiling of {product.CeilingUnits}";
            problems.Add($"{name} is bought once in a lifetime and {other}: leave one of the two out.");
        }

        return product;
    }

    private static ProductPolicy Unknown(ProductPolicy product, string name, ImmutableArray<string>.Builder problems)
    {
        problems.Add($"{name} takes cycleDays, ceilingUnits, onceInALifetime and consumable, and nothing else.");
        return product;
    }

    private static int Whole(JsonElement value, string name, int most, string otherwise, ImmutableArray<string>.Builder problems)
    {
        if (PolicyValue.Read(value, false) is >= 0 and var number && number <= most)
        {
            return (int)number;
        }

        problems.Add($"{name} {PolicyValue.Shown(value)}; it takes a whole number from 0 to {most}. Leave it out for {otherwise}.");
        return 0;
    }

    private static bool Flag(JsonElement value, string name, ImmutableArray<string>.Builder problems)
    {
        if (PolicyValue.Read(value, true) is { } flag)
        {
            return flag == 1;
        }

        problems.Add($"{name} {PolicyValue.Shown(value)}; it takes true or false.");
        return false;
    }
}
