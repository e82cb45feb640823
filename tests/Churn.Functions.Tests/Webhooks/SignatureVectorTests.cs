using System.Globalization;
using System.Text;
using System.Text.Json;
using Churn.Functions.Webhooks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Churn.Functions.Tests.Webhooks;

/// <summary>
/// Tests that every signature of <c>Fixtures/signatures.json</c>, which <c>sign.py</c> made, is accepted, and is refused if one bit is
/// changed anywhere.
/// </summary>
public sealed class SignatureVectorTests
{
    private static readonly Dictionary<string, IWebhookPlatform> Platforms =
        new Intake().Services.GetServices<IWebhookPlatform>().ToDictionary(platform => platform.Name);

    [Fact]
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
                var headers = vector.Headers.ToDictionary(
                    h => h.Key, h => h.Value.Replace(vector.Expected, signature, StringComparison.Ordinal));
                Assert.False(vector.Verify(vector.Body, headers, vector.Secret), $"{vector.Name} passed with a changed signature.");
            }

            foreach (var (name, value) in vector.SignedHeaders)
            {
                foreach (var flipped in Flips(Encoding.Latin1.GetBytes(value)).Select(Encoding.Latin1.GetString))
                {
                    var headers = vector.Headers.ToDictionary(
                        h => h.Key, h => h.Key == name ? h.Value.Replace(value, flipped, StringComparison.Ordinal) : h.Value);
                    Assert.False(
                        vector.Verify(vector.Body, headers, vector.Secret, vector.Now), $"{vector.Name} passed with a changed {name}.");
                }
            }

            var secrets = Flips(Encoding.Latin1.GetBytes(vector.Secret)).Select(Encoding.Latin1.GetString);
            foreach (var secret in secrets.Where(secret => secret.Trim().Length > 0))
            {
                Assert.False(vector.Verify(vector.Body, vector.Headers, secret), $"{vector.Name} passed with a changed secret.");
            }
        }

        Assert.True(checkedVectors >= 15, $"Only {checkedVectors} vectors were found.");
    }

    [Fact]
    public void Verify_SignedSampleFiles_AreGenuine()
    {
        using var document = JsonDocument.Parse(Fixtures.Read(Fixtures.Signatures));
        var files = document.RootElement.GetProperty("filesSignedWithHush").EnumerateObject().ToList();
        foreach (var file in files)
        {
            var (platform, header) = file.Name.Contains("woocommerce", StringComparison.Ordinal)
                ? ("woocommerce", "X-WC-Webhook-Signature")
                : ("shopify", "X-Shopify-Hmac-Sha256");
            var request = new WebhookRequest(Fixtures.Read(file.Name), new HeaderDictionary { [header] = file.Value.GetString() });
            var verdict = Platforms[platform].Verify(request, TestShops.Make(platform, ["hush"]), DateTimeOffset.UnixEpoch);
            Assert.Equal(WebhookVerdictKind.Genuine, verdict.Kind);
        }

        Assert.True(files.Count >= 20, $"Only {files.Count} files were found.");
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

    private sealed record Vector(
        string Name,
        string Platform,
        string Secret,
        string[] AlsoKnown,
        byte[] Body,
        Dictionary<string, string> Headers,
        string Expected,
        string Address)
    {
        // Ecwid does not sign the body, but only its event id.
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

        /// <summary>The headers besides the signature that are signed with the body.</summary>
        public IEnumerable<KeyValuePair<string, string>> SignedHeaders => Headers
            .Where(header => header.Key is "webhook-id" or "webhook-timestamp")
            .Concat(Headers
                .Where(header => header.Key == "Stripe-Signature")
                .Select(header => KeyValuePair.Create(header.Key, header.Value.Split(',')[0])));

        public bool Verify(byte[] body, Dictionary<string, string> headers, string secret, DateTimeOffset? now = null)
        {
            var shop = TestShops.Make(Platform, [.. AlsoKnown, secret], configure: options => options.NotificationUrl = Address);
            var dictionary = new HeaderDictionary();
            foreach (var (name, value) in headers)
            {
                dictionary[name] = value;
            }

            var request = new WebhookRequest(body, dictionary);
            return Platforms[Platform].Verify(request, shop, now ?? Now).Kind == WebhookVerdictKind.Genuine;
        }

        public DateTimeOffset Now => DateTimeOffset.FromUnixTimeSeconds(
            Headers.TryGetValue("webhook-timestamp", out var t) ? long.Parse(t, CultureInfo.InvariantCulture)
            : Headers.TryGetValue("Stripe-Signature", out var s) ? long.Parse(s.Split(',')[0][2..], CultureInfo.InvariantCulture)
            : 0);

        public static IEnumerable<Vector> All()
        {
            using var document = JsonDocument.Parse(Fixtures.Read(Fixtures.Signatures));
            var vectors = document.RootElement.GetProperty("vectors").EnumerateArray().Select(json => json.Clone()).ToList();
            return vectors.SelectMany((json, i) => Of(json, i));
        }

        // Each secret of a vector gives one of its signatures.
        private static IEnumerable<Vector> Of(JsonElement json, int index)
        {
            var platform = json.GetProperty("platform").GetString()!;
            var (secrets, signatures) = (Texts(json, "secrets"), Texts(json, "signatures"));
            var headers = json.GetProperty("headers").EnumerateObject()
                .ToDictionary(
                    header => header.Name,
                    header => string.Format(CultureInfo.InvariantCulture, header.Value.GetString()!, signatures));
            var text = json.GetProperty("body").GetString()!;
            var body = text.StartsWith("file:", StringComparison.Ordinal) ? Fixtures.Read(text[5..]) : Encoding.UTF8.GetBytes(text);
            var address = json.TryGetProperty("address", out var registered) ? registered.GetString()! : "";
            return secrets.Select((secret, i) => new Vector(
                $"Vector {index} of {platform}", platform, secret, Texts(json, "alsoKnown"), body, headers, signatures[i], address));
        }

        private static string[] Texts(JsonElement json, string name) =>
            json.TryGetProperty(name, out var texts) ? [.. texts.EnumerateArray().Select(text => text.GetString()!)] : [];
    }
}
