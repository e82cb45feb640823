using System.Security.Cryptography;
using System.Text;
using Churn.Domain.Shops;
using Churn.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Churn.Functions.Shops;

/// <summary>Opens a shop to a request, or refuses. Every route of a shop goes through here.</summary>
/// <remarks>
/// A function key opens the app, which is all shops. A shop with keys of its own (<c>Shops:{shop}:ApiKeys</c>) is opened by one of those in addition;
/// a key sent to a shop that it does not belong to opens nothing there, whether or not that shop has keys.
/// </remarks>
internal static class ShopRequests
{
    public const string KeyHeader = "x-api-key";

    /// <summary>Null: the shop is open to the request, and <paramref name="shop"/> is it.</summary>
    public static IActionResult? Refusal(this IShopDirectory shops, HttpRequest request, string name, out Shop shop)
    {
        shop = null!;
        if (!ShopId.TryParse(name, out var id) || shops.Find(id) is not { } found)
        {
            return Problems.NotFound("No shop of that name is configured.");
        }

        shop = found;
        return IsOpen(found, request) ? null : Problems.Of(StatusCodes.Status401Unauthorized, "Unauthorized", $"Send a key of this shop in the header {KeyHeader}.");
    }

    /// <summary>Whether the request may see the shop.</summary>
    public static bool IsOpen(Shop shop, HttpRequest request)
    {
        var sent = request.Headers[KeyHeader];
        return sent.Count == 0 ? shop.ApiKeys.IsEmpty : sent.Count == 1 && Matches(shop, sent.ToString());
    }

    // Hashes are equally long, and every key is compared: neither length nor place shows in the time it takes.
    private static bool Matches(Shop shop, string sent)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(sent));
        var matches = false;
        foreach (var key in shop.ApiKeys)
        {
            matches |= CryptographicOperations.FixedTimeEquals(hash, SHA256.HashData(Encoding.UTF8.GetBytes(key)));
        }

        return matches;
    }
}
