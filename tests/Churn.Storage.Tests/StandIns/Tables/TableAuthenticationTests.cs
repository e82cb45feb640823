using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using Churn.TestSupport.Azurite;

namespace Churn.Storage.Tests.StandIns.Tables;

[Collection(AzuriteCollection.Name)]
public sealed class TableAuthenticationTests(AzuriteFixture azurite)
{
    private const string Key = "c2VjcmV0IGtleSBvZiBhIHRlc3Q=";
    private const string Sas = "sv=2020-12-06&ss=t&srt=o&sp=r&se=2099-01-01T00%3A00%3A00Z&sig=a%2Bb%3D";

    [Fact]
    public async Task SharedKey_EveryTry_IsSignedOverItsDateAndPath()
    {
        var service = new StubService(
            () => StubService.Json("{}", System.Net.HttpStatusCode.ServiceUnavailable),
            () => StubService.Json("""{"PartitionKey":"p","RowKey":"r"}"""));
        var table = new TableClient(
            new Uri("https://shop.table.core.windows.net"), "Orders", new TableSharedKeyCredential("shop", Key), service.Options());

        await table.GetEntityAsync<TableEntity>("it's", "ü 1", ["Amount"]);

        Assert.Equal(2, service.Requests.Count);
        Assert.All(service.Requests, request =>
        {
            string date = Assert.Single(request.Headers.GetValues("x-ms-date"));
            Assert.True(DateTimeOffset.TryParseExact(date, "r", CultureInfo.InvariantCulture, DateTimeStyles.None, out _));

            // Shared Key Lite for the Table service: date, line feed, then account and path as sent, without the query.
            string path = request.RequestUri!.AbsolutePath;
            Assert.Equal("/Orders(PartitionKey='it''s',RowKey='\u00fc 1')", Uri.UnescapeDataString(path));
            byte[] hash = HMACSHA256.HashData(Convert.FromBase64String(Key), Encoding.UTF8.GetBytes($"{date}\n/shop{path}"));
            Assert.Equal($"SharedKeyLite shop:{Convert.ToBase64String(hash)}", request.Headers.Authorization!.ToString());
        });
    }

    [Fact]
    public async Task SharedKey_WrongKey_IsRefusedByTheService()
    {
        var table = new TableClient(azurite.TableEndpoint, "any", new TableSharedKeyCredential("devstoreaccount1", Key), TableLab.Options());

        var exception = await Assert.ThrowsAsync<RequestFailedException>(() => table.CreateAsync());

        Assert.Equal(403, exception.Status);
        Assert.DoesNotContain(Key, exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SharedKey_KeyExchanged_SignsWithTheNewOne()
    {
        string right = azurite.ConnectionString.Split(';').Single(part => part.StartsWith("AccountKey=", StringComparison.Ordinal))[11..];
        var credential = new TableSharedKeyCredential("devstoreaccount1", Key);
        var table = new TableClient(azurite.TableEndpoint, TableLab.NewName(), credential, TableLab.Options());
        await Assert.ThrowsAsync<RequestFailedException>(() => table.CreateAsync());

        credential.SetAccountKey(right);

        Assert.Equal(table.Name, (await table.CreateAsync()).Value.Name);
    }

    [Theory]
    [InlineData("UseDevelopmentStorage=true", "http://127.0.0.1:10002/devstoreaccount1/Orders", "devstoreaccount1")]
    [InlineData("UseDevelopmentStorage=true;", "http://127.0.0.1:10002/devstoreaccount1/Orders", "devstoreaccount1")]
    [InlineData("AccountName=shop;AccountKey=" + Key, "https://shop.table.core.windows.net/Orders", "shop")]
    [InlineData(
        "DefaultEndpointsProtocol=http;AccountName=shop;AccountKey=" + Key + ";EndpointSuffix=core.chinacloudapi.cn",
        "http://shop.table.core.chinacloudapi.cn/Orders",
        "shop")]
    [InlineData(
        "AccountName=shop;AccountKey=" + Key + ";BlobEndpoint=https://b/;TableEndpoint=https://shop.tables.example/x;",
        "https://shop.tables.example/x/Orders",
        "shop")]
    public async Task ConnectionString_WithAKey_NamesTheAddressAndSigns(string connectionString, string address, string account)
    {
        var service = StubService.WithEmptyPage();
        var table = new TableClient(connectionString, "Orders", service.Options());

        await TableLab.ToListAsync(table.QueryAsync<TableEntity>());

        HttpRequestMessage request = Assert.Single(service.Requests);
        Assert.StartsWith(address + "()?", request.RequestUri!.AbsoluteUri, StringComparison.Ordinal);
        Assert.StartsWith($"SharedKeyLite {account}:", request.Headers.Authorization!.ToString(), StringComparison.Ordinal);
        Assert.Equal((account, "Orders"), (table.AccountName, table.Name));
    }

    [Theory]
    [InlineData("TableEndpoint=https://shop.table.core.windows.net/;SharedAccessSignature=" + Sas)]
    [InlineData("AccountName=shop;SharedAccessSignature=" + Sas)]
    public async Task ConnectionString_WithASignature_AppendsItOnceToEachTry(string connectionString)
    {
        var service = new StubService(
            () => StubService.Json("{}", System.Net.HttpStatusCode.ServiceUnavailable),
            () => StubService.Json("""{"value":[]}"""));
        var table = new TableClient(connectionString, "Orders", service.Options());

        await TableLab.ToListAsync(table.QueryAsync<TableEntity>());

        Assert.Equal(2, service.Requests.Count);
        Assert.All(service.Requests, request =>
        {
            Assert.StartsWith("https://shop.table.core.windows.net/Orders()", request.RequestUri!.AbsoluteUri, StringComparison.Ordinal);
            Assert.Equal(2, request.RequestUri.Query.Split("sig=a%2Bb%3D").Length);
            Assert.Null(request.Headers.Authorization);
        });
    }

    [Theory]
    [InlineData("UseDevelopmentStorage=false")]
    [InlineData("AccountName=shop;EndpointSuffix=core.windows.net")]
    [InlineData("AccountName=shop;;AccountKey=" + Key)]
    [InlineData("AccountName=;AccountKey=" + Key)]
    [InlineData("TableEndpoint=https://shop.table.core.windows.net/")]
    public void ConnectionString_NotAnAccount_IsRefusedWithoutRepeatingIt(string connectionString)
    {
        Exception exception = Assert.ThrowsAny<Exception>(() => new TableClient(connectionString, "Orders"));

        Assert.True(exception is ArgumentException or InvalidOperationException or FormatException, exception.GetType().Name);
        Assert.DoesNotContain(Key, exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SasCredential_SignatureExchanged_IsUsedFromTheNextRequestOn()
    {
        var service = StubService.WithEmptyPage();
        var credential = new AzureSasCredential("?" + Sas);
        TableClient table = new TableServiceClient(new Uri("https://shop.table.core.windows.net"), credential, service.Options())
            .GetTableClient("Orders");

        await TableLab.ToListAsync(table.QueryAsync<TableEntity>());
        credential.Update("sv=2020-12-06&sig=other");
        await TableLab.ToListAsync(table.QueryAsync<TableEntity>());

        Assert.Contains(Sas, service.Requests[0].RequestUri!.Query, StringComparison.Ordinal);
        Assert.EndsWith("sig=other", service.Requests[1].RequestUri!.Query, StringComparison.Ordinal);
    }

    [Fact]
    public void SasCredential_PlainHttpToAnotherHost_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new TableServiceClient(new Uri("http://tables.example"), new AzureSasCredential(Sas)));

    [Fact]
    public async Task TokenCredential_Https_SendsTheTokenOfTheStorageScope()
    {
        var service = StubService.WithEmptyPage();
        var credential = new FixedTokenCredential("token-1");
        var table = new TableClient(new Uri("https://shop.table.core.windows.net"), "Orders", credential, service.Options());

        await TableLab.ToListAsync(table.QueryAsync<TableEntity>());

        HttpRequestMessage request = Assert.Single(service.Requests);
        Assert.Equal("Bearer token-1", request.Headers.Authorization!.ToString());
        Assert.Equal(["https://storage.azure.com/.default"], credential.Scopes);
        Assert.Equal("2020-12-06", Assert.Single(request.Headers.GetValues("x-ms-version")));
        Assert.Equal("shop", table.AccountName);
    }

    [Fact]
    public async Task TokenCredential_PlainHttp_NeverLeavesTheProcess()
    {
        var service = StubService.WithEmptyPage();
        var table = new TableClient(new Uri("http://shop.table.core.windows.net"), "Orders", new FixedTokenCredential("token-1"), service.Options());

        await Assert.ThrowsAsync<InvalidOperationException>(() => TableLab.ToListAsync(table.QueryAsync<TableEntity>()));

        Assert.Empty(service.Requests);
    }

    [Fact]
    public void Uri_TableNameInTheEndpointOrNot_IsTheTables()
    {
        var credential = new TableSharedKeyCredential("devstoreaccount1", Key);
        var account = new Uri("http://127.0.0.1:10002/devstoreaccount1");

        Assert.Equal(new Uri(account + "/Orders"), new TableClient(account, "Orders", credential).Uri);
        Assert.Equal(new Uri(account + "/Orders"), new TableClient(new Uri(account + "/Orders"), "Orders", credential).Uri);
        Assert.Equal(account, new TableServiceClient(account, credential).Uri);
        Assert.Equal("devstoreaccount1", new TableServiceClient(account, credential).AccountName);
    }
}
