using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Churn.Domain.Shops;
using Churn.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

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
        var isOpen = IsOpen(found, request);
        return TooMany(found, request, isOpen)
            ?? (isOpen ? null : Problems.Of(StatusCodes.Status401Unauthorized, "Unauthorized", $"Send a key of this shop in the header {KeyHeader}."));
    }

    /// <summary>Whether the request may see the shop.</summary>
    public static bool IsOpen(Shop shop, HttpRequest request)
    {
        var sent = request.Headers[KeyHeader];
        return sent.Count == 0 ? shop.ApiKeys.IsEmpty : sent.Count == 1 && Matches(shop, sent.ToString());
    }

    // Whoever sends a wrong key shares one count, so that neither trying keys nor making them up gets more.
    private static IActionResult? TooMany(Shop shop, HttpRequest request, bool isOpen)
    {
        if (request.HttpContext.RequestServices?.GetService<RequestLimits>() is not { } limits
            || limits.Refuse($"{shop.Id.Value}|{(isOpen ? Caller(request) : "refused")}") is not { } wait)
        {
            return null;
        }

        request.HttpContext.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return Problems.Of(StatusCodes.Status429TooManyRequests, "Too many requests", "This key has sent too many requests to this shop: wait as long as Retry-After says.");
    }

    // The platform has checked function keys before; here they only tell callers apart.
    private static string Caller(HttpRequest request)
    {
        var sent = request.Headers[KeyHeader] is { Count: > 0 } own ? own : request.Headers["x-functions-key"] is { Count: > 0 } function ? function : request.Query["code"];
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(sent.ToString())));
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
