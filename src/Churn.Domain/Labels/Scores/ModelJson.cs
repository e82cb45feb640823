using System.Text.Json;
using System.Text.Json.Serialization;

namespace Churn.Domain.Labels.Scores;

/// <summary>The JSON of a model in a row.</summary>
public static class ModelJson
{
    // The options allow infinity: a score is infinite if a method was certain and wrong.
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static string Write(ShopModel model) => JsonSerializer.Serialize(model, Options);

    /// <exception cref="JsonException">The text is not what <see cref="Write"/> writes.</exception>
    public static ShopModel Read(string json) =>
        JsonSerializer.Deserialize<ShopModel>(json, Options) ?? throw new JsonException("A model is missing.");
}
