using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Storage;
using Azure.Storage.Queues;
using Churn.TestSupport.Azurite;

namespace Churn.Storage.Tests.StandIns.Queues;

[Collection(AzuriteCollection.Name)]
public sealed class QueueAuthenticationTests(AzuriteFixture azurite)
{
    // The emulator's published key.
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
    private const string Account = "devstoreaccount1";

    [Fact]
    public async Task SharedKey_ByUriAndCredential_IsAccepted()
    {
        QueueClient made = await QueueLab.CreateAsync(azurite);
        var queue = new QueueClient(made.Uri, new StorageSharedKeyCredential(Account, Key), QueueLab.Options());

        await queue.SendMessageAsync("by credential");

        Assert.Equal((made.Name, Account), (queue.Name, queue.AccountName));
        Assert.Equal("by credential", (await made.ReceiveMessageAsync()).Value.MessageText);
    }

    [Fact]
    public async Task SharedKey_WrongKey_Is403AndNotRetried()
    {
        QueueClient made = await QueueLab.CreateAsync(azurite);
        var recording = new RecordingPolicy();
        string wrong = Convert.ToBase64String(new byte[64]);
        var queue = new QueueClient(made.Uri, new StorageSharedKeyCredential(Account, wrong), QueueLab.Options(QueueMessageEncoding.None, recording));

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => queue.SendMessageAsync("x"));

        Assert.Equal(403, failure.Status);
        Assert.Single(recording.Tries);
        Assert.DoesNotContain(wrong, failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SharedKey_AnyRequest_CarriesTheSignatureOfTheDocumentedText()
    {
        var stub = StubTransport.Always(HttpStatusCode.OK, "<QueueMessagesList />");
        QueueClientOptions options = new(QueueClientOptions.ServiceVersion.V2024_11_04) { Transport = stub.ToTransport() };
        var queue = new QueueClient(new Uri("https://shop.queue.core.windows.net/orders"), new StorageSharedKeyCredential("shop", Key), options);

        await queue.ReceiveMessagesAsync(16, TimeSpan.FromSeconds(90));

        HttpRequestMessage request = Assert.Single(stub.Requests);
        string Header(string name) => string.Join(",", request.Headers.GetValues(name));
        string text = "GET\n\n\n\n\n\n\n\n\n\n\n\n"
            + $"x-ms-client-request-id:{Header("x-ms-client-request-id")}\nx-ms-date:{Header("x-ms-date")}\n"
            + $"x-ms-return-client-request-id:{Header("x-ms-return-client-request-id")}\nx-ms-version:2024-11-04\n"
            + "/shop/orders/messages\nnumofmessages:16\nvisibilitytimeout:90";
        Assert.Equal($"SharedKey shop:{Sign(text)}", Header("Authorization"));
        Assert.Equal("https://shop.queue.core.windows.net/orders/messages?numofmessages=16&visibilitytimeout=90", request.RequestUri!.AbsoluteUri);
    }

    [Fact]
    public async Task SharedAccessSignature_ByConnectionStringUriOrCredential_IsAcceptedWithinItsPermissions()
    {
        QueueClient made = await QueueLab.CreateAsync(azurite);
        string signature = AccountSignature("ra");
        QueueClient[] forms =
        [
            new QueueClient($"QueueEndpoint={azurite.QueueEndpoint};SharedAccessSignature={signature}", made.Name, QueueLab.Options()),
            new QueueClient(new Uri($"{made.Uri}?{signature}"), QueueLab.Options()),
            new QueueClient(made.Uri, new AzureSasCredential(signature), QueueLab.Options()),
            new QueueServiceClient(new Uri($"{azurite.QueueEndpoint}?{signature}"), QueueLab.Options()).GetQueueClient(made.Name),
        ];

        foreach (QueueClient queue in forms)
        {
            await queue.SendMessageAsync("by signature");
            Assert.NotNull((await queue.PeekMessageAsync()).Value);
            var failure = await Assert.ThrowsAsync<RequestFailedException>(() => queue.ClearMessagesAsync());
            Assert.Equal(403, failure.Status);
        }

        Assert.Equal(forms.Length, (await made.GetPropertiesAsync()).Value.ApproximateMessagesCount);
    }

    [Fact]
    public void SasCredential_WithASignatureInTheUriToo_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new QueueClient(new Uri("https://shop.queue.core.windows.net/orders?sig=x"), new AzureSasCredential("sig=y")));

    [Fact]
    public async Task TokenCredential_OverHttps_SendsTheBearerTokenOfTheStorageScope()
    {
        var stub = StubTransport.Always(HttpStatusCode.OK, "<QueueMessagesList />");
        var credential = new FixedTokenCredential("t0ken");
        var queue = new QueueClient(new Uri("https://shop.queue.core.windows.net/orders"), credential, new QueueClientOptions { Transport = stub.ToTransport() });

        await queue.ReceiveMessagesAsync(1);
        await queue.ReceiveMessagesAsync(1);

        Assert.All(stub.Requests, request => Assert.Equal("Bearer t0ken", request.Headers.Authorization!.ToString()));
        Assert.Equal([["https://storage.azure.com/.default"]], credential.Scopes);
        Assert.Equal(("shop", "orders"), (queue.AccountName, queue.Name));
    }

    [Fact]
    public void TokenCredential_OverHttp_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new QueueServiceClient(azurite.QueueEndpoint, new FixedTokenCredential("t0ken")));

    private static string AccountSignature(string permissions)
    {
        // An account signature's text: account, permissions, services, resource types, start, expiry, ip, protocol, version, encryption scope.
        const string version = "2021-12-02";
        string expiry = new DateTime(2099, 1, 1, 0, 0, 0, DateTimeKind.Utc).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        string text = $"{Account}\n{permissions}\nq\nsco\n\n{expiry}\n\nhttps,http\n{version}\n\n";
        return $"sv={version}&ss=q&srt=sco&sp={permissions}&se={Uri.EscapeDataString(expiry)}&spr=https,http&sig={Uri.EscapeDataString(Sign(text))}";
    }

    private static string Sign(string text) => Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(Key), Encoding.UTF8.GetBytes(text)));
}
