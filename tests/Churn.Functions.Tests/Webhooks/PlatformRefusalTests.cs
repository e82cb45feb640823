using System.Text;
using Churn.Functions.Tests.Webhooks.Shopify;

namespace Churn.Functions.Tests.Webhooks;

/// <summary>Tests what the code of every platform must refuse in the same way.</summary>
public sealed class PlatformRefusalTests
{
    private static readonly Dictionary<string, (string Topic, string Body)> Bodies = new()
    {
        ["shopify"] = ("orders/create", ShopifyOrders.Make().ToJsonString()),
        ["woocommerce"] = ("order.updated", SampleBodies.WooCommerceOrder),
        ["stripe"] = ("", SampleBodies.StripeSession),
        ["square"] = ("", SampleBodies.SquarePayment),
        ["bigcommerce"] = ("", SampleBodies.BigCommerceEvent),
        ["ecwid"] = ("", SampleBodies.EcwidEvent),
        ["standard"] = ("", SampleBodies.StandardOrder),
    };

    private static readonly string[] SignatureHeaders =
        [
            "X-Shopify-Hmac-Sha256",
            "X-WC-Webhook-Signature",
            "Stripe-Signature",
            "x-square-hmacsha256-signature",
            "webhook-signature",
            "X-Ecwid-Webhook-Signature",
        ];

    public static TheoryData<string> Platforms => [.. Signed.Platforms];

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task Receive_SignatureHeaderTwice_Is401ThoughBothAreRight(string platform)
    {
        var (intake, body, headers) = Make(platform);
        var signature = headers.Single(IsSignature);

        await RefusesAsync(401, intake, platform, body, [.. headers, signature]);
        await RefusesAsync(401, intake, platform, body, [.. headers, (signature.Name, "AAAA")]);
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task Receive_SignatureMissingEmptyOrNoSignatureAtAll_Is401(string platform)
    {
        var (intake, body, headers) = Make(platform);
        var signature = headers.Single(IsSignature).Name;

        await RefusesAsync(401, intake, platform, body, [.. headers.Where(header => !IsSignature(header))]);
        foreach (var text in new[] { "", " ", "AAAA", "v1", "v1,", "t=,v1=", "\u00e9", "=", new string('A', 100_000) })
        {
            var changed = headers.Select(header => header.Name == signature ? (signature, text) : header);
            await RefusesAsync(401, intake, platform, body, [.. changed]);
        }
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task Receive_GenuineDelivery_StoresSomethingUnderAnIdThatTheLogsKnow(string platform)
    {
        var (intake, body, headers) = Make(platform);

        var answer = await intake.PostAsync(platform, "demo", body, headers);

        Assert.Equal((200, "Stored."), (answer.Status, answer.Detail));
        Assert.Contains(intake.Log.Lines, line => line.Text.Contains(answer.Id, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task Receive_AnotherPlatformsDelivery_Is404(string platform)
    {
        var (intake, body, headers) = Make(platform);
        var other = Signed.Platforms.First(name => name != platform);

        Assert.Equal(404, (await intake.PostAsync(other, "demo", body, headers)).Status);
        Assert.Equal(404, (await intake.PostAsync(platform, "nobody", body, headers)).Status);
    }

    private static (Intake Intake, byte[] Body, (string Name, string Value)[] Headers) Make(string platform)
    {
        var intake = new Intake(Signed.Shop(platform));
        var body = Encoding.UTF8.GetBytes(Bodies[platform].Body);
        return (intake, body, Signed.Headers(platform, body, intake.Time.GetUtcNow(), Bodies[platform].Topic));
    }

    private static bool IsSignature((string Name, string Value) header) => SignatureHeaders.Contains(header.Name);

    private static async Task RefusesAsync(int status, Intake intake, string platform, byte[] body, (string Name, string Value)[] headers)
    {
        var answer = await intake.PostAsync(platform, "demo", body, headers);

        Assert.True(answer.Status == status, $"{answer.Status}: {answer.Detail}");
        var stored = intake.TakeAll();
        Assert.Equal((0, 0, 0), (stored.Orders.Count, stored.Others, intake.Log.WarningsAndWorse));
    }
}
