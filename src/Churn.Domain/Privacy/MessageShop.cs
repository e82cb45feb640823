using System.Text.Json;
using Churn.Domain.Shops;

namespace Churn.Domain.Privacy;

/// <summary>
/// Tells which shop a queue message belongs to, whatever its form: every message of this app names its shop at the top or in an object
/// below it.
/// </summary>
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
                    || message.RootElement.EnumerateObject()
                        .Any(part => part.Value.ValueKind == JsonValueKind.Object && Names(part.Value, shop)));
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool Names(JsonElement record, ShopId shop) =>
        record.TryGetProperty(Name, out var name) && name.ValueKind == JsonValueKind.String && name.ValueEquals(shop.Value);
}
