using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Churn.Domain.Shops;

namespace Churn.Domain.Labels.Policies;

/// <summary>
/// The JSON of a shop's changes in requests and rows:
/// <c>{"model":"Fashion","numbers":{"cycleDays":100},"products":{"sku-1":{"cycleDays":30}}}</c>. All parts are optional. Equal changes are
/// written as the same bytes.
/// </summary>
public static class PolicyJson
{
    /// <summary>Maximum length of a policy, characters: enough for some thousand products.</summary>
    public const int LongestText = 64_000;

    /// <summary>Maximum length of a product's id, characters.</summary>
    public const int LongestProduct = 200;

    private const string Model = "model", Numbers = "numbers", Products = "products";

    public static string Write(PolicyOverrides overrides)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            if (overrides.Model is { } model)
            {
                writer.WriteString(Model, model.ToString());
            }

            writer.WriteStartObject(Numbers);
            foreach (var (name, value) in overrides.Numbers)
            {
                if (PolicyCatalog.Numbers.TryGetValue(name, out var known) && known.IsFlag)
                {
                    writer.WriteBoolean(name, value != 0);
                }
                else
                {
                    writer.WriteNumber(name, value);
                }
            }

            writer.WriteEndObject();
            writer.WriteStartObject(Products);
            foreach (var (id, product) in overrides.Products)
            {
                writer.WritePropertyName(id);
                ProductPolicyJson.Write(writer, product);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Reads all valid parts, and returns a problem for each invalid one.</summary>
    public static PolicyReading Read(string json)
    {
        if (json.Length > LongestText)
        {
            return Nothing(
                $"The policy has {json.Length} characters; at most {LongestText} can be kept. Leave out products without exceptions.");
        }

        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? Read(document.RootElement)
                : Nothing("The policy has to be a JSON object.");
        }
        catch (JsonException)
        {
            return Nothing("The policy is not JSON.");
        }
    }

    private static PolicyReading Nothing(string problem) => new(PolicyOverrides.None, [problem]);

    private static PolicyReading Read(JsonElement root)
    {
        var problems = ImmutableArray.CreateBuilder<string>();
        var overrides = PolicyOverrides.None;
        foreach (var part in root.EnumerateObject())
        {
            overrides = part.Name switch
            {
                Model => overrides with { Model = ReadModel(part.Value, problems) },
                Numbers => overrides with { Numbers = ReadNumbers(part.Value, problems) },
                Products => overrides with { Products = ReadProducts(part.Value, problems) },
                _ => Unknown(overrides, problems),
            };
        }

        return new PolicyReading(overrides, problems.ToImmutable());
    }

    private static PolicyOverrides Unknown(PolicyOverrides overrides, ImmutableArray<string>.Builder problems)
    {
        problems.Add("A policy holds model, numbers and products, and nothing else.");
        return overrides;
    }

    private static BusinessModel? ReadModel(JsonElement value, ImmutableArray<string>.Builder problems)
    {
        var name = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        if (value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (Enum.GetNames<BusinessModel>().FirstOrDefault(known => known.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } found)
        {
            return Enum.Parse<BusinessModel>(found);
        }

        problems.Add($"model takes one of {string.Join(", ", Enum.GetNames<BusinessModel>())}; leave it out to use the shop's setting.");
        return null;
    }

    private static ImmutableSortedDictionary<string, long> ReadNumbers(JsonElement value, ImmutableArray<string>.Builder problems)
    {
        var numbers = PolicyOverrides.None.Numbers.ToBuilder();
        if (value.ValueKind != JsonValueKind.Object)
        {
            problems.Add("numbers has to be a JSON object of names and values, such as {\"cycleDays\": 60}.");
            return numbers.ToImmutable();
        }

        foreach (var one in value.EnumerateObject())
        {
            if (!PolicyCatalog.Numbers.TryGetValue(one.Name, out var known))
            {
                problems.Add(
                    $"{Shown(one.Name)} is not a number of a policy; docs/policies.md lists them all. "
                    + "Take it out of numbers, or correct the name.");
            }
            else if (PolicyValue.Read(one.Value, known.IsFlag) is { } number && number >= known.Least && number <= known.Most)
            {
                numbers[one.Name] = number;
            }
            else
            {
                problems.Add(
                    $"{one.Name} {PolicyValue.Shown(one.Value)}; it takes {known.Range}. Leave it out for the business model's default.");
            }
        }

        return numbers.ToImmutable();
    }

    private static ImmutableSortedDictionary<string, ProductPolicy> ReadProducts(JsonElement value, ImmutableArray<string>.Builder problems)
    {
        var products = PolicyOverrides.None.Products.ToBuilder();
        if (value.ValueKind != JsonValueKind.Object)
        {
            problems.Add("products has to be a JSON object of product ids, such as {\"sku-1\": {\"cycleDays\": 30}}.");
            return products.ToImmutable();
        }

        foreach (var one in value.EnumerateObject())
        {
            if (one.Name.Length is 0 or > LongestProduct)
            {
                problems.Add($"products holds an id of {one.Name.Length} characters; it takes 1 to {LongestProduct}.");
            }
            else
            {
                products[one.Name] = ProductPolicyJson.Read(one.Value, $"products.{Shown(one.Name)}", problems);
            }
        }

        return products.ToImmutable();
    }

    // An answer repeats a name only if it looks like one.
    private static string Shown(string name) =>
        name.Length <= 60 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_')
            ? name
            : "A name with other characters than letters, digits, '.', '-' and '_'";
}
