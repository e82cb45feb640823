using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Churn.Domain.Shops;

namespace Churn.Functions.Tests.Webhooks;

/// <summary>Signs bodies as each platform does. It was written independently of the code under test.</summary>
internal static class Signed
{
    public const string Secret = "hush";
    public const string Address = "https://shop.example/api/webhooks/square/demo";

    public static readonly string[] Platforms = ["shopify", "woocommerce", "stripe", "square", "bigcommerce", "ecwid", "standard"];

    public static Shop Shop(string platform, Action<ShopOptions>? configure = null) =>
        TestShops.Make(platform, [Secret], configure: options =>
        {
            options.NotificationUrl = Address;
            configure?.Invoke(options);
        });

    public static (string Name, string Value)[] Headers(string platform, byte[] body, DateTimeOffset now, string topic = "")
    {
        var t = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return platform switch
        {
            "shopify" => [("X-Shopify-Hmac-Sha256", Base64([], body)), ("X-Shopify-Topic", topic)],
            "woocommerce" => [("X-WC-Webhook-Signature", Base64([], body)), ("X-WC-Webhook-Topic", topic)],
            "stripe" => [("Stripe-Signature", $"t={t},v1={Convert.ToHexStringLower(Mac(Text($"{t}."), body))}")],
            "square" => [("x-square-hmacsha256-signature", Base64(Text(Address), body))],
            "ecwid" => [("X-Ecwid-Webhook-Signature", Base64(Text(EcwidPart(body)), []))],
            "bigcommerce" =>
            [
                ("webhook-id", "m1"),
                ("webhook-timestamp", t),
                ("webhook-signature", $"v1,{Base64(Text($"m1.{t}."), body)}"),
            ],
            _ =>
            [
                ("webhook-id", "m1"),
                ("webhook-timestamp", t),
                ("webhook-signature", $"v1,{Convert.ToBase64String(Mac(Text($"m1.{t}."), body, Convert.FromBase64String(Secret)))}"),
            ],
        };
    }

    private static string EcwidPart(byte[] body)
    {
        try
        {
            var root = JsonNode.Parse(body);
            return $"{root?["eventCreated"]}.{root?["eventId"]}";
        }
        catch (Exception)
        {
            return "unreadable";
        }
    }

    private static string Base64(byte[] prefix, byte[] body) => Convert.ToBase64String(Mac(prefix, body));

    private static byte[] Mac(byte[] prefix, byte[] body, byte[]? key = null)
    {
        byte[] signed = [.. prefix, .. body];
        return HMACSHA256.HashData(key ?? Text(Secret), signed);
    }

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
}
