using System.Text;
using System.Text.Json;
using Churn.Functions.Webhooks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Churn.Functions.Tests.Webhooks;

/// <summary>Every recorded signature is accepted, and not with one bit changed anywhere.</summary>
public sealed class SignatureVectorTests
{
    private static readonly Dictionary<string, IWebhookPlatform> Platforms =
        new Intake().Services.GetServices<IWebhookPlatform>().ToDictionary(platform => platform.Name);

    [SharedFact]
    public void Verify_EveryVector_IsGenuineAndRefusedWithOneBitChanged()
    {
        var checkedVectors = 0;
        foreach (var vector in Vector.All())
        {
            checkedVectors++;
            Assert.True(vector.Verify(vector.Body, vector.Headers, vector.Secret), $"{vector.Name} was refused.");
            foreach (var body in Flips(vector.SignedBody).Select(flipped => vector.WithSignedBody(flipped)))
            {
                Assert.False(vector.Verify(body, vector.Headers, vector.Secret), $"{vector.Name} passed with a changed body.");
            }

            foreach (var signature in Flips(Encoding.Latin1.GetBytes(vector.Expected)).Select(Encoding.Latin1.GetString))
            {
                var headers = vector.Headers.ToDictionary(h => h.Key, h => h.Value.Replace(vector.Expected, signature, StringComparison.Ordinal));
                Assert.False(vector.Verify(vector.Body, headers, vector.Secret), $"{vector.Name} passed with a changed signature.");
            }

            foreach (var (name, value) in vector.SignedHeaders)
            {
                foreach (var flipped in Flips(Encoding.Latin1.GetBytes(value)).Select(Encoding.Latin1.GetString))
                {
                    var headers = vector.Headers.ToDictionary(h => h.Key, h => h.Key == name ? h.Value.Replace(value, flipped, StringComparison.Ordinal) : h.Value);
                    Assert.False(vector.Verify(vector.Body, headers, vector.Secret, vector.Now), $"{vector.Name} passed with a changed {name}.");
                }
            }

            foreach (var secret in Flips(Encoding.Latin1.GetBytes(vector.Secret)).Select(Encoding.Latin1.GetString).Where(secret => secret.Trim().Length > 0))
            {
                Assert.False(vector.Verify(vector.Body, vector.Headers, secret), $"{vector.Name} passed with a changed secret.");
            }
        }

        Assert.True(checkedVectors >= 15, $"{checkedVectors} vectors were found.");
    }

    [SharedFact]
    public void Verify_SignedSampleFiles_AreGenuine()
    {
        using var document = JsonDocument.Parse(SharedPayloads.Read("vectors.json"));
        var present = document.RootElement.GetProperty("filesSignedWithSecret_hush_base64HmacSha256OfFileBytes").EnumerateObject()
            .Where(file => SharedPayloads.Names.Contains(file.Name)).ToList();
        foreach (var file in present)
        {
            var (platform, header) = file.Name.Contains("woocommerce", StringComparison.Ordinal)
                ? ("woocommerce", "X-WC-Webhook-Signature")
                : ("shopify", "X-Shopify-Hmac-Sha256");
            var request = new WebhookRequest(SharedPayloads.Read(file.Name), new HeaderDictionary { [header] = file.Value.GetString() });
            Assert.Equal(WebhookVerdictKind.Genuine, Platforms[platform].Verify(request, TestShops.Make(platform, ["hush"]), DateTimeOffset.UnixEpoch).Kind);
        }

        Assert.True(present.Count >= 20, $"{present.Count} files were found.");
    }

    private static IEnumerable<byte[]> Flips(byte[] bytes)
    {
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var flipped = bytes.ToArray();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            yield return flipped;
        }
    }

    private sealed record Vector(string Name, string Platform, string Secret, byte[] Body, Dictionary<string, string> Headers, string Expected, string Address)
    {
        // Ecwid signs no body but what its event id says.
        public byte[] SignedBody => Platform == "ecwid" ? Encoding.UTF8.GetBytes(EcwidId) : Body;

        private string EcwidId => JsonDocument.Parse(Body).RootElement.GetProperty("eventId").GetString()!;

        public byte[] WithSignedBody(byte[] changed)
        {
            if (Platform != "ecwid")
            {
                return changed;
            }

            var at = Body.AsSpan().IndexOf(SignedBody);
            return [.. Body[..at], .. changed, .. Body[(at + changed.Length)..]];
        }

        /// <summary>What the headers say beside the signature, and is signed with the body.</summary>
        public IEnumerable<KeyValuePair<string, string>> SignedHeaders => Headers.Where(header => header.Key is "webhook-id" or "webhook-timestamp")
            .Concat(Headers.Where(header => header.Key == "Stripe-Signature").Select(header => KeyValuePair.Create(header.Key, header.Value.Split(',')[0])));

        public bool Verify(byte[] body, Dictionary<string, string> headers, string secret, DateTimeOffset? now = null)
        {
            var shop = TestShops.Make(Platform, [secret], configure: options => options.NotificationUrl = Address);
            var dictionary = new HeaderDictionary();
            foreach (var (name, value) in headers)
            {
                dictionary[name] = value;
            }

            var request = new WebhookRequest(body, dictionary);
            return Platforms[Platform].Verify(request, shop, now ?? Now).Kind == WebhookVerdictKind.Genuine;
        }

        public DateTimeOffset Now => DateTimeOffset.FromUnixTimeSeconds(
            Headers.TryGetValue("webhook-timestamp", out var t) ? long.Parse(t, System.Globalization.CultureInfo.InvariantCulture)
            : Headers.TryGetValue("Stripe-Signature", out var s) ? long.Parse(s.Split(',')[0][2..], System.Globalization.CultureInfo.InvariantCulture)
            : 0);

        public static IEnumerable<Vector> All()
        {
            using var document = JsonDocument.Parse(SharedPayloads.Read("vectors.json"));
            var vectors = document.RootElement.GetProperty("vectors").EnumerateArray().Select(json => json.Clone()).ToList();
            return vectors.SelectMany((json, i) => Of(json, i));
        }

        // A vector of two secrets is one vector for each whose signature its header carries.
        private static IEnumerable<Vector> Of(JsonElement json, int index)
        {
            var headers = json.GetProperty("headers").EnumerateObject().ToDictionary(h => h.Name, h => h.Value.GetString()!);
            var expected = json.GetProperty("expected") is { ValueKind: JsonValueKind.Array } list
                ? list.EnumerateArray().Select(e => e.GetString()!).ToArray()
                : [json.GetProperty("expected").GetString()!];
            var secrets = Secrets(json.GetProperty("secret").GetString()!);
            var text = json.GetProperty("body").GetString()!;
            var body = text.StartsWith("file:", StringComparison.Ordinal) ? SharedPayloads.Read(text[5..]) : Encoding.UTF8.GetBytes(text);
            var platform = json.GetProperty("platform").GetString()!;
            for (var i = 0; i < secrets.Length; i++)
            {
                if (headers.Values.Any(value => value.Contains(expected[i], StringComparison.Ordinal)))
                {
                    yield return new Vector($"Vector {index} of {platform}", platform == "standard-webhooks" ? "standard" : platform,
                        secrets[i], body, headers, expected[i], json.GetProperty("signedContent").GetString()!.Split(" + ")[0]);
                }
            }
        }

        private static string[] Secrets(string text)
        {
            text = text.Replace("accept either of: ", "", StringComparison.Ordinal).Replace("public key ", "", StringComparison.Ordinal);
            var note = text.IndexOf(" (", StringComparison.Ordinal);
            return [.. (note < 0 ? text : text[..note]).Split([", ", " / "], StringSplitOptions.TrimEntries)];
        }
    }
}
