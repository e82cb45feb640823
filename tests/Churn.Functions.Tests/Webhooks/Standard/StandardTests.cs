using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;

namespace Churn.Functions.Tests.Webhooks.Standard;

public sealed class StandardTests
{
    private static readonly Shop Shop = Signed.Shop("standard");
    private readonly Intake _intake = new(Shop);

    [Fact]
    public async Task Read_Order_MapsEveryField()
    {
        await PostAsync(SampleBodies.StandardOrder, 200);

        var order = Assert.Single(_intake.Orders);
        Assert.Equal(("A-1", OrderStatus.Paid, OrderChannel.Pos, GiftRules.Declared), (order.Id, order.Status, order.Channel, order.Gift));
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 9, 0, 5, 500, TimeSpan.Zero).UtcTicks, order.Version);
        Assert.Equal(new OrderMoney(6000, 600, 500, 450), order.Money);
        Assert.Equal([KeyValuePair.Create("r1", 350L)], order.Refunds);
        Assert.Equal([new OrderLine { Product = "tea", Quantity = 1.5m, Net = 5400 }], order.Lines!.Value.ToArray());
        Assert.Equal(new DateOnly(2027, 2, 28), order.ContractUntil);
        Assert.Equal(("c-1", "acme"), (order.Buyer.CustomerId, order.Buyer.CompanyId));
        Assert.Contains(IdentityHasher.Hash(Shop, 0, IdentifierKind.Email, "ann@example.com"), order.Buyer.Identifiers);
    }

    [Theory]
    [InlineData("schema", "2")]
    [InlineData("schema", "null")]
    [InlineData("status", "\"open\"")]
    [InlineData("status", "\"1\"")]
    [InlineData("channel", "\"shop\"")]
    [InlineData("contractUntil", "\"28.02.2027\"")]
    [InlineData("total", "\"-1\"")]
    [InlineData("id", "\"a\\u0007b\"")]
    [InlineData("id", "\"..\"")]
    [InlineData("currency", "\"euro\"")]
    [InlineData("updatedAt", "null")]
    public async Task Read_OrderThatBreaksTheSchema_Is400(string field, string json)
    {
        var body = JsonNode.Parse(SampleBodies.StandardOrder)!;
        body["data"]![field] = JsonNode.Parse(json);

        await PostAsync(body.ToJsonString(), 400);
        Assert.Empty(_intake.Orders);
    }

    [Theory]
    [InlineData("#1002")]
    [InlineData("2026/0001")]
    [InlineData("a\\b?c%d")]
    [InlineData("№ 7 / Müller & Söhne")]
    public async Task Read_OrderIdWithAnyCharacters_IsKeptAsItIs(string id)
    {
        var body = JsonNode.Parse(SampleBodies.StandardOrder)!;
        body["data"]!["id"] = id;

        await PostAsync(body.ToJsonString(), 200);

        Assert.Equal(id, Assert.Single(_intake.Orders).Id);
    }

    [Theory]
    [InlineData("webhook-id", "a.b")]
    [InlineData("webhook-timestamp", "soon")]
    [InlineData("webhook-timestamp", "99999999999999999999")]
    [InlineData("webhook-signature", "v1")]
    [InlineData("webhook-signature", "v1,@@@ v2,x")]
    public async Task Receive_MalformedHeader_Is401(string name, string value)
    {
        var body = Encoding.UTF8.GetBytes(SampleBodies.StandardOrder);
        var headers = Signed.Headers("standard", body, _intake.Time.GetUtcNow())
            .Select(header => header.Name == name ? (name, value) : header)
            .ToArray();

        Assert.Equal(401, (await _intake.PostAsync("standard", "demo", body, headers)).Status);
    }

    [Theory]
    [InlineData(301, 401)]
    [InlineData(-300, 200)]
    public async Task Receive_TimestampOff_IsToleratedForFiveMinutes(int seconds, int status)
    {
        var body = Encoding.UTF8.GetBytes(SampleBodies.StandardOrder);

        var headers = Signed.Headers("standard", body, _intake.Time.GetUtcNow().AddSeconds(seconds));
        Assert.Equal(status, (await _intake.PostAsync("standard", "demo", body, headers)).Status);
    }

    [Fact]
    public async Task Receive_Ed25519Signature_IsAcceptedUnderItsKeyAloneAndNeverAsAnHmacKey()
    {
        var body = Encoding.UTF8.GetBytes(SampleBodies.StandardOrder);
        var (key, publicKey) = Ed25519Pair(7);
        var other = TestShops.Make("standard", [Ed25519Pair(8).Public], id: "other");
        var intake = new Intake(TestShops.Make("standard", [Signed.Secret, publicKey]), other);
        var headers = Signed.Headers("standard", body, intake.Time.GetUtcNow());
        var signed = (byte[])[.. Encoding.UTF8.GetBytes($"m1.{headers[1].Value}."), .. body];
        (string, string)[] asymmetric = [headers[0], headers[1], ("webhook-signature", $"v1,AAAA v1a,{Sign(key, signed)}")];
        var asHmac = System.Security.Cryptography.HMACSHA256.HashData(Convert.FromBase64String(publicKey[5..]), signed);

        Assert.Equal(200, (await intake.PostAsync("standard", "demo", body, asymmetric)).Status);
        Assert.Equal(200, (await intake.PostAsync("standard", "demo", body, headers)).Status);
        Assert.Equal(401, (await intake.PostAsync("standard", "other", body, asymmetric)).Status);
        var signature = ("webhook-signature", $"v1,{Convert.ToBase64String(asHmac)}");
        Assert.Equal(401, (await intake.PostAsync("standard", "demo", body, headers[0], headers[1], signature)).Status);
    }

    private static (Ed25519PrivateKeyParameters Key, string Public) Ed25519Pair(byte seed)
    {
        var key = new Ed25519PrivateKeyParameters([.. Enumerable.Repeat(seed, 32)]);
        return (key, $"whpk_{Convert.ToBase64String(key.GeneratePublicKey().GetEncoded())}");
    }

    private static string Sign(Ed25519PrivateKeyParameters key, byte[] signed)
    {
        var signer = new Ed25519Signer();
        signer.Init(forSigning: true, key);
        signer.BlockUpdate(signed, 0, signed.Length);
        return Convert.ToBase64String(signer.GenerateSignature());
    }

    [Fact]
    public async Task Receive_SeveralSignatures_OneIsEnough()
    {
        var body = Encoding.UTF8.GetBytes(SampleBodies.StandardOrder);
        var headers = Signed.Headers("standard", body, _intake.Time.GetUtcNow());
        headers[2] = (headers[2].Name, $"v1,AAAA v1a,broken {headers[2].Value}");

        Assert.Equal(200, (await _intake.PostAsync("standard", "demo", body, headers)).Status);
    }

    [Fact]
    public async Task Receive_Deletion_IsAShopRequest()
    {
        await PostAsync("""{"type":"order.deleted","timestamp":"2026-03-01T10:00:05Z","data":{"id":"A-1"}}""", 200);

        var deletion = Assert.Single(_intake.Amendments).Order!;
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 10, 0, 5, TimeSpan.Zero).UtcTicks, deletion.DeletedVersion);
    }

    [Fact]
    public void Schema_Fields_AreThoseThatAreRead()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root!.FullName, "Churn.Functions.sln")))
        {
            root = root.Parent;
        }

        using var schema = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(root.FullName, "docs", "order-schema.json")));
        using var sample = JsonDocument.Parse(SampleBodies.StandardOrder);
        var order = schema.RootElement.GetProperty("$defs").GetProperty("order");

        Assert.Equal(
            order.GetProperty("properties").EnumerateObject().Select(field => field.Name).Order(),
            sample.RootElement.GetProperty("data").EnumerateObject().Select(field => field.Name).Order());
        Assert.Equal(
            Enum.GetNames<OrderChannel>().Select(name => name.ToLowerInvariant()),
            order.GetProperty("properties").GetProperty("channel").GetProperty("enum").EnumerateArray().Select(word => word.GetString()));
        Assert.Equal(
            Enum.GetNames<OrderStatus>().Select(name => name.ToLowerInvariant()),
            order.GetProperty("properties").GetProperty("status").GetProperty("enum").EnumerateArray().Select(word => word.GetString()));
    }

    [Fact]
    public async Task Schema_RequiredFields_AreThoseWhoseAbsenceIsRefused()
    {
        var data = JsonNode.Parse(SampleBodies.StandardOrder)!["data"]!.AsObject();
        var refused = new List<string>();
        foreach (var field in data.Select(field => field.Key))
        {
            var body = JsonNode.Parse(SampleBodies.StandardOrder)!;
            body["data"]!.AsObject().Remove(field);
            var bytes = Encoding.UTF8.GetBytes(body.ToJsonString());
            var answer = await _intake.PostAsync("standard", "demo", bytes, Signed.Headers("standard", bytes, _intake.Time.GetUtcNow()));
            refused.AddRange(answer.Status == 400 ? [field] : Array.Empty<string>());
        }

        Assert.Equal(["currency", "id", "placedAt", "schema", "status", "total", "updatedAt"], refused.Order());
    }

    private async Task PostAsync(string text, int status)
    {
        var body = Encoding.UTF8.GetBytes(text);
        var answer = await _intake.PostAsync("standard", "demo", body, Signed.Headers("standard", body, _intake.Time.GetUtcNow()));
        Assert.True(answer.Status == status, $"{answer.Status}: {answer.Detail}");
    }
}
