using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Azure;
using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Authorization;
using Churn.Storage.Tests.StandIns.Queues;
using Churn.TestSupport;

namespace Churn.Storage.Tests.StandIns.ServiceBus.Http;

public sealed class ServiceBusAuthorizationTests
{
    [Fact]
    public async Task SharedAccessKey_Wrong_IsUnauthorizedAndNotRetried()
    {
        await using ServiceBusEndpoint endpoint = await ServiceBusEndpoint.StartAsync();
        await using ServiceBusClient client = endpoint.Client(key: "d3Jvbmc=");

        var failure = await Assert.ThrowsAsync<UnauthorizedAccessException>(() => client.CreateSender("buyers").SendMessageAsync(new ServiceBusMessage("x")));

        Assert.Contains("InvalidSignature", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("d3Jvbmc", failure.ToString(), StringComparison.Ordinal);
        Assert.Single(endpoint.Requests);
    }

    [Fact]
    public async Task SharedAccessKey_SeveralSends_OneTokenForEachEntity()
    {
        await using ServiceBusEndpoint endpoint = await ServiceBusEndpoint.StartAsync();
        await using ServiceBusClient client = endpoint.Client();

        foreach (string entity in new[] { "buyers", "Buyers2", "buyers" }) await client.CreateSender(entity.ToLowerInvariant()).SendMessageAsync(new ServiceBusMessage("x"));

        string[] tokens = [.. endpoint.Requests.Select(sent => sent.Headers["Authorization"])];
        Assert.Equal(tokens[0], tokens[2]);
        Assert.NotEqual(tokens[0], tokens[1]);
    }

    [Fact]
    public void SharedAccessKeySource_TokenNearItsEnd_IsMadeAnew()
    {
        var clock = new ManualTimeProvider(DateTimeOffset.UnixEpoch);
        var source = new SharedAccessKeySource(() => ("send", "key"), clock);

        string first = source.TokenFor("https://ns/buyers");
        clock.Advance(SharedAccessKeySource.Lifetime - SharedAccessKeySource.RenewBefore - TimeSpan.FromSeconds(1));
        string kept = source.TokenFor("https://ns/buyers");
        clock.Advance(TimeSpan.FromSeconds(1));
        string renewed = source.TokenFor("https://ns/buyers");

        Assert.Equal(first, kept);
        Assert.NotEqual(first, renewed);
    }

    [Fact]
    public void SharedAccessKeySource_KnownInput_GivesTheIndependentlyComputedToken()
    {
        var source = new SharedAccessKeySource(() => ("send", "key"), new ManualTimeProvider(DateTimeOffset.UnixEpoch));

        // se=1800; printf 'https%%3A%%2F%%2Fns%%2Fbuyers\n1800' | openssl dgst -sha256 -hmac key -binary | base64
        Assert.Equal(
            "SharedAccessSignature sr=https%3A%2F%2Fns%2Fbuyers&sig=GxZcoiEnxpAYef1GMFM0IToEzvCSRgrNEjYZvgDBovM%3D&se=1800&skn=send",
            source.TokenFor("https://ns/buyers"));
    }

    [Fact]
    public async Task NamedKeyCredential_Updated_SignsWithTheNewKey()
    {
        await using ServiceBusEndpoint endpoint = await ServiceBusEndpoint.StartAsync();
        var credential = new AzureNamedKeyCredential(ServiceBusEndpoint.KeyName, "old");
        await using var client = new ServiceBusClient(ServiceBusEndpoint.Namespace, credential, endpoint.Options());
        ServiceBusSender sender = client.CreateSender("buyers");

        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => sender.SendMessageAsync(new ServiceBusMessage("x")));
        credential.Update(ServiceBusEndpoint.KeyName, ServiceBusEndpoint.Key);
        await sender.SendMessageAsync(new ServiceBusMessage("x"));

        Assert.Equal(2, endpoint.Requests.Count);
    }

    [Fact]
    public async Task SharedAccessSignature_InConnectionStringOrCredential_IsSentAsGiven()
    {
        await using ServiceBusEndpoint endpoint = await ServiceBusEndpoint.StartAsync();
        string signature = Signature("buyers");
        await using var byString = new ServiceBusClient($"Endpoint=sb://{ServiceBusEndpoint.Namespace}/;SharedAccessSignature={signature}", endpoint.Options());
        await using var byCredential = new ServiceBusClient(ServiceBusEndpoint.Namespace, new AzureSasCredential(signature), endpoint.Options());

        await byString.CreateSender("buyers").SendMessageAsync(new ServiceBusMessage("x"));
        await byCredential.CreateSender("buyers").SendMessageAsync(new ServiceBusMessage("x"));

        Assert.All(endpoint.Requests, sent => Assert.Equal(signature, sent.Headers["Authorization"]));
        Assert.Equal(2, endpoint.Requests.Count);
    }

    [Fact]
    public async Task TokenCredential_OverTls_SendsTheBearerTokenOfTheServiceBusScope()
    {
        using X509Certificate2 certificate = SelfSigned();
        await using ServiceBusEndpoint endpoint = await ServiceBusEndpoint.StartAsync(
            (_, context) =>
            {
                context.Response.StatusCode = 201;
                return Task.CompletedTask;
            },
            certificate);
        var credential = new FixedTokenCredential("t0ken");
        ServiceBusClientOptions options = endpoint.Options();
        options.CertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == certificate.GetCertHashString();
        await using var client = new ServiceBusClient(ServiceBusEndpoint.Namespace, credential, options);

        await client.CreateSender("buyers").SendMessageAsync(new ServiceBusMessage("x"));
        await client.CreateSender("buyers").SendMessageAsync(new ServiceBusMessage("x"));

        Assert.All(endpoint.Requests, sent => Assert.Equal("Bearer t0ken", sent.Headers["Authorization"]));
        Assert.Equal([["https://servicebus.azure.net/.default"]], credential.Scopes);
    }

    [Fact]
    public async Task TokenCredential_WithoutTls_SendsNothing()
    {
        await using ServiceBusEndpoint endpoint = await ServiceBusEndpoint.StartAsync();
        await using var client = new ServiceBusClient(ServiceBusEndpoint.Namespace, new FixedTokenCredential("t0ken"), endpoint.Options());

        await Assert.ThrowsAsync<InvalidOperationException>(() => client.CreateSender("buyers").SendMessageAsync(new ServiceBusMessage("x")));

        Assert.Empty(endpoint.Requests);
    }

    [Fact]
    public async Task DevelopmentEmulator_InConnectionString_IsPlainHttpAtTheEndpointsPort()
    {
        await using ServiceBusEndpoint endpoint = await ServiceBusEndpoint.StartAsync((_, context) =>
        {
            context.Response.StatusCode = 201;
            return Task.CompletedTask;
        });
        await using var client = new ServiceBusClient(
            $"Endpoint=sb://127.0.0.1:{endpoint.Address.Port};SharedAccessKeyName={ServiceBusEndpoint.KeyName};SharedAccessKey={ServiceBusEndpoint.Key};UseDevelopmentEmulator=true");

        // The audience is not the one the endpoint expects, so it refuses: what matters is that the request came.
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => client.CreateSender("buyers").SendMessageAsync(new ServiceBusMessage("x")));

        Assert.Equal("/buyers/messages", Assert.Single(endpoint.Requests).Path);
    }

    private static string Signature(string entity)
    {
        string resource = WebUtility.UrlEncode($"https://{ServiceBusEndpoint.Namespace}/{entity}");
        long expires = TimeProvider.System.GetUtcNow().AddHours(1).ToUnixTimeSeconds();
        byte[] signed = HMACSHA256.HashData(Encoding.UTF8.GetBytes(ServiceBusEndpoint.Key), Encoding.UTF8.GetBytes($"{resource}\n{expires}"));
        return $"SharedAccessSignature sr={resource}&sig={WebUtility.UrlEncode(Convert.ToBase64String(signed))}&se={expires}&skn={ServiceBusEndpoint.KeyName}";
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
