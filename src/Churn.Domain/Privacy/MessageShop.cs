using System.Text.Json;
using Churn.Domain.Shops;

namespace Churn.Domain.Privacy;

/// <summary>Tells whose a queue message is, whatever it says: every message of ours names its shop, itself or in what it carries.</summary>
internal static class MessageShop
{
    private const string Name = "shop";

    public static bool IsOf(string text, ShopId shop)
    {
        try
        {
            using var message = JsonDocument.Parse(text);
            return message.RootElement.ValueKind == JsonValueKind.Object
                && (Names(message.RootElement, shop)
                    || message.RootElement.EnumerateObject().Any(part => part.Value.ValueKind == JsonValueKind.Object && Names(part.Value, shop)));
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool Names(JsonElement record, ShopId shop) =>
        record.TryGetProperty(Name, out var name) && name.ValueKind == JsonValueKind.String && name.ValueEquals(shop.Value);
}
