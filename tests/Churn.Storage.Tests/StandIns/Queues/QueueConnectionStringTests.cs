using Azure.Storage.Queues;

namespace Churn.Storage.Tests.StandIns.Queues;

public sealed class QueueConnectionStringTests
{
    private const string Key = "a2V5"; // printf key | base64

    [Theory]
    [InlineData("UseDevelopmentStorage=true", "http://127.0.0.1:10001/devstoreaccount1/orders", "devstoreaccount1")]
    [InlineData("usedevelopmentstorage=TRUE;", "http://127.0.0.1:10001/devstoreaccount1/orders", "devstoreaccount1")]
    [InlineData("UseDevelopmentStorage=true;DevelopmentStorageProxyUri=http://azurite", "http://azurite:10001/devstoreaccount1/orders", "devstoreaccount1")]
    [InlineData($"AccountName=shop;AccountKey={Key}", "https://shop.queue.core.windows.net/orders", "shop")]
    [InlineData($"DefaultEndpointsProtocol=http;AccountName=shop;AccountKey={Key};EndpointSuffix=core.chinacloudapi.cn", "http://shop.queue.core.chinacloudapi.cn/orders", "shop")]
    [InlineData($"AccountName=shop;AccountKey={Key};QueueEndpoint=http://127.0.0.1:9/shop", "http://127.0.0.1:9/shop/orders", "shop")]
    [InlineData($"AccountName=shop;AccountKey={Key};QueueEndpoint=http://127.0.0.1:9/shop/;TableEndpoint=http://127.0.0.1:8/shop", "http://127.0.0.1:9/shop/orders", "shop")]
    [InlineData("QueueEndpoint=https://shop.queue.core.windows.net;SharedAccessSignature=sv=1&sig=x", "https://shop.queue.core.windows.net/orders?sv=1&sig=x", "shop")]
    public void Constructor_ValidConnectionString_SaysWhereTheQueueIs(string text, string uri, string account)
    {
        var queue = new QueueClient(text, "orders");
        QueueClient listed = new QueueServiceClient(text).GetQueueClient("orders");

        Assert.Equal(new Uri(uri), queue.Uri);
        Assert.Equal((account, "orders"), (queue.AccountName, queue.Name));
        Assert.Equal(new Uri(uri), listed.Uri);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("UseDevelopmentStorage=false")]
    [InlineData("AccountName=shop")]
    [InlineData("AccountKey=a2V5")]
    [InlineData("AccountName=shop;AccountKey=not base64!")]
    [InlineData("AccountName=shop;AccountName=shop;AccountKey=a2V5")]
    [InlineData("AccountName=shop;AccountKey=a2V5;DefaultEndpointsProtocol=ftp")]
    public void Constructor_InvalidConnectionString_IsAFormatExceptionWithoutTheKey(string text)
    {
        var failure = Assert.Throws<FormatException>(() => new QueueClient(text, "orders"));

        Assert.DoesNotContain("a2V5", failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public void Constructor_NoConnectionString_IsAnArgumentException(string? text) =>
        Assert.Throws<ArgumentNullException>(() => new QueueServiceClient(text!));
}
