using Azure.Storage.Queues;
using Churn.Domain.Messages;
using Churn.Domain.Shops;
using Churn.Storage.Queues;
using Churn.TestSupport.Azurite;

namespace Churn.Storage.Tests.Queues;

[Collection(AzuriteCollection.Name)]
public sealed class NoticeQueueTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task SendAsync_LargestPrivacyRequest_ArrivesWholeAndNeverExpires()
    {
        var service = new QueueServiceClient(azurite.NewAccount().ConnectionString);
        var queue = service.GetQueueClient(QueueNames.Notices);
        await queue.CreateIfNotExistsAsync();
        var notice = new Notice
        {
            Shop = ShopId.Parse("demo"),
            Privacy = new PrivacyRequest { Kind = PrivacyRequestKind.ErasePerson, OrderIds = [.. Enumerable.Range(0, 2000).Select(i => $"9223372036854{i:000000}")] },
        };

        await new NoticeQueue(service).SendAsync(notice, default);

        var message = (await queue.ReceiveMessageAsync()).Value;
        Assert.Equal(MessageJson.Write(notice), message.MessageText);
        Assert.Equal(notice.Privacy.OrderIds.ToArray(), MessageJson.Read<Notice>(message.MessageText).Privacy!.OrderIds.ToArray());
        Assert.Equal(9999, message.ExpiresOn!.Value.Year);
    }
}
