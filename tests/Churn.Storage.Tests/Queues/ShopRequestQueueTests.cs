using Azure.Storage.Queues;
using Churn.Domain.Messages;
using Churn.Domain.Shops;
using Churn.Storage.Queues;
using Churn.Testing.Azurite;

namespace Churn.Storage.Tests.Queues;

[Collection(AzuriteCollection.Name)]
public sealed class ShopRequestQueueTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task SendAsync_LargestPrivacyRequest_ArrivesWholeAndNeverExpires()
    {
        var service = new QueueServiceClient(azurite.NewAccount().ConnectionString);
        var queue = service.GetQueueClient(QueueNames.ShopRequests);
        await queue.CreateIfNotExistsAsync();
        var shopRequest = new ShopRequest
        {
            Shop = ShopId.Parse("demo"),
            Privacy = new PrivacyRequest
            {
                Kind = PrivacyRequestKind.ErasePerson,
                OrderIds = [.. Enumerable.Range(0, 2000).Select(i => $"9223372036854{i:000000}")],
            },
        };

        await new ShopRequestQueue(service).SendAsync(shopRequest, default);

        var message = (await queue.ReceiveMessageAsync()).Value;
        Assert.Equal(MessageJson.Write(shopRequest), message.MessageText);
        Assert.Equal(shopRequest.Privacy.OrderIds.ToArray(), MessageJson.Read<ShopRequest>(message.MessageText).Privacy!.OrderIds.ToArray());
        Assert.Equal(9999, message.ExpiresOn!.Value.Year);
    }
}
