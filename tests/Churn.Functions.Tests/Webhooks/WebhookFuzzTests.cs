using System.Text;
using System.Text.Json.Nodes;
using Churn.Domain.Messages;
using Churn.Functions.Tests.Webhooks.Shopify;

namespace Churn.Functions.Tests.Webhooks;

/// <summary>Sends properly signed nonsense. It must be refused or stored whole, and never cause an error.</summary>
public sealed class WebhookFuzzTests
{
    private const int Bodies = 20_000;
    private const int Seed = 8_2026;

    private static readonly string[] Values =
    [
        "null",
        "true",
        "-1",
        "0",
        "1e308",
        "1e-400",
        "123456789012345678901234567890",
        "\"\"",
        "\"x\"",
        "\"1e9\"",
        "\"-5.00\"",
        "\"NaN\"",
        "[]",
        "{}",
        "[null]",
        "[[1]]",
        "[{}]",
        "{\"id\":\"1\"}",
        "\"\\ud800\"",
        "\"\\u0000\"",
        "\"2026-13-45T99:99:99Z\"",
        "9999999999999",
        "\"9999-12-31T23:59:59.9999999999Z\"",
    ];

    private static readonly Dictionary<string, string[]> Topics = new()
    {
        ["shopify"] =
        [
            "orders/create",
            "orders/updated",
            "refunds/create",
            "orders/edited",
            "orders/delete",
            "customers/merge",
            "customers/redact",
            "shop/redact",
        ],
        ["woocommerce"] = ["order.created", "order.updated", "order.deleted", "customer.deleted"],
    };

    [Fact]
    public async Task Receive_SignedNonsense_IsNeverAnErrorOfOurs()
    {
        var random = new Random(Seed);
        var intakes = Signed.Platforms.ToDictionary(platform => platform, platform => new Intake(Signed.Shop(platform)));
        var seeds = Samples();
        Array.ForEach([.. intakes.Values], intake => intake.Log.Keep = false);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var statuses = new SortedDictionary<int, int>();
        for (var i = 0; i < Bodies; i++)
        {
            var (platform, sample) = seeds[random.Next(seeds.Count)];
            var body = Mutate(sample, random);
            var topic = Topics.TryGetValue(platform, out var topics) ? topics[random.Next(topics.Length)] : "";
            var intake = intakes[platform];

            var answer = await intake.PostAsync(platform, "demo", body, Signed.Headers(platform, body, intake.Time.GetUtcNow(), topic));

            statuses[answer.Status] = statuses.GetValueOrDefault(answer.Status) + 1;
            var sent = $"Seed {Seed}, body {i} of {platform}";
            Assert.True(
                answer.Status is 200 or 400 || (answer.Status == 401 && platform == "ecwid"),
                $"{sent}: {answer.Status} {answer.Detail}");
            Assert.True(intake.Log.ErrorsAndWorse == 0, $"{sent}: an error was logged.");
            var stored = intake.TakeAll();
            Assert.True(
                stored.Orders.Count + stored.Others == (answer.Detail == "Stored." ? 1 : 0),
                $"{sent}: it was stored in part.");
            Assert.True(
                stored.Orders.All(order => OrderMessageSize.Bytes(order) <= OrderMessageSize.Limit),
                $"{sent}: the message is too large.");
        }

        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.True(grown < 32 * 1024 * 1024, $"Seed {Seed}: {grown} bytes were kept.");
        Assert.True(
            statuses.GetValueOrDefault(200) > Bodies / 20 && statuses.GetValueOrDefault(400) > Bodies / 20,
            $"Seed {Seed}: too few bodies were stored or refused: {string.Join(", ", statuses)}.");
    }

    private static List<(string Platform, byte[] Body)> Samples()
    {
        var samples = new List<(string, byte[])>
        {
            ("shopify", ShopifyOrders.Make().Bytes()),
            ("shopify", Bytes("""{"id":1,"order_id":2,"transactions":[{"kind":"refund","status":"success","amount":"5.00"}]}""")),
            ("woocommerce", Bytes(SampleBodies.WooCommerceOrder)),
            ("stripe", Bytes(SampleBodies.StripeSession)),
            ("stripe", Bytes(SampleBodies.StripeInvoice)),
            ("square", Bytes(SampleBodies.SquarePayment)),
            ("bigcommerce", Bytes(SampleBodies.BigCommerceEvent)),
            ("ecwid", Bytes(SampleBodies.EcwidEvent)),
            ("standard", Bytes(SampleBodies.StandardOrder)),
        };
        samples.AddRange(Fixtures.Names.Select(name => (
            Signed.Platforms.First(platform => name.StartsWith(platform, StringComparison.Ordinal)),
            Fixtures.Read(name))));
        return samples;
    }

    private static byte[] Mutate(byte[] sample, Random random)
    {
        var body = sample.ToArray();
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            body = random.Next(9) switch
            {
                0 => Flip(body, random),
                1 => body[..random.Next(body.Length + 1)],
                2 =>
                [
                    .. body[..random.Next(body.Length + 1)],
                    .. Bytes(Values[random.Next(Values.Length)]),
                    .. body[random.Next(body.Length + 1)..],
                ],
                3 => [.. Bytes(new string('[', random.Next(1, 3000))), .. body],
                4 => [.. body[..random.Next(body.Length + 1)], 0xC3, 0x28, .. body[random.Next(body.Length + 1)..]],
                5 => Bytes(Encoding.Latin1.GetString(body).Replace(
                    "{", "{\"id\":" + Values[random.Next(Values.Length)] + ",", StringComparison.Ordinal)),
                _ => Swap(body, random),
            };
        }

        return body;
    }

    private static byte[] Flip(byte[] body, Random random)
    {
        if (body.Length > 0)
        {
            body[random.Next(body.Length)] ^= (byte)(1 << random.Next(8));
        }

        return body;
    }

    // Replaces one value somewhere in the tree by another.
    private static byte[] Swap(byte[] body, Random random)
    {
        try
        {
            var node = JsonNode.Parse(body);
            while (node is JsonObject { Count: > 0 } or JsonArray { Count: > 0 })
            {
                var next = node is JsonObject o
                    ? o.ElementAt(random.Next(o.Count)).Value
                    : node.AsArray()[random.Next(node.AsArray().Count)];
                if (next is JsonObject { Count: > 0 } or JsonArray { Count: > 0 } && random.Next(5) > 0)
                {
                    node = next;
                    continue;
                }

                var value = JsonNode.Parse(Values[random.Next(Values.Length)]);
                if (node is JsonObject parent)
                {
                    parent[parent.ElementAt(random.Next(parent.Count)).Key] = value;
                }
                else
                {
                    node.AsArray()[random.Next(node.AsArray().Count)] = value;
                }

                return Encoding.UTF8.GetBytes(node.Root.ToJsonString());
            }
        }
        catch (Exception e) when (e is System.Text.Json.JsonException or ArgumentException or InvalidOperationException)
        {
            // The body is already too broken for this change.
        }

        return body;
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
