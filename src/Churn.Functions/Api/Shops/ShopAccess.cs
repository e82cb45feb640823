using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Churn.Domain.Shops;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Churn.Functions.Api.Shops;

/// <summary>Decides whether a request may use a shop. Every route of a shop calls this class.</summary>
/// <remarks>
/// A function key gives access to the app. A shop with keys of its own (<c>Shops:{shop}:ApiKeys</c>) also requires one of those keys. A
/// request with another shop's key is refused, even where the shop has no keys of its own.
/// </remarks>
internal static class ShopAccess
{
    public const string KeyHeader = "x-api-key";

    /// <summary>Returns null when the request may use the shop, and otherwise the answer that refuses the request.</summary>
    /// <param name="name">The shop's name in the route.</param>
    /// <param name="shop">The shop, when the result is null.</param>
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
            ?? (isOpen
                ? null
                : Problems.Of(StatusCodes.Status401Unauthorized, "Unauthorized", $"Send a key of this shop in the header {KeyHeader}."));
    }

    /// <summary>Whether the request may use the shop.</summary>
    public static bool IsOpen(Shop shop, HttpRequest request)
    {
        var sent = request.Headers[KeyHeader];
        return sent.Count == 0 ? shop.ApiKeys.IsEmpty : sent.Count == 1 && Matches(shop, sent.ToString());
    }

    // All requests with a wrong key share one count, so that guessing with many keys does not raise the limit.
    private static IActionResult? TooMany(Shop shop, HttpRequest request, bool isOpen)
    {
        if (request.HttpContext.RequestServices?.GetService<RequestLimits>() is not { } limits
            || limits.Refuse($"{shop.Id.Value}|{(isOpen ? Caller(request) : "refused")}") is not { } wait)
        {
            return null;
        }

        request.HttpContext.Response.Headers.RetryAfter =
            Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return Problems.Of(
            StatusCodes.Status429TooManyRequests, "Too many requests",
            "This key has sent too many requests to this shop. Wait for as many seconds as Retry-After says.");
    }

    // The Functions platform has checked the function key already. Here the key only tells callers apart.
    private static string Caller(HttpRequest request)
    {
        var sent = request.Headers[KeyHeader] is { Count: > 0 } own ? own
            : request.Headers["x-functions-key"] is { Count: > 0 } function ? function
            : request.Query["code"];
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(sent.ToString())));
    }

    // All hashes have one length, and every key is compared. So the time reveals neither a key's length nor which key matched.
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
