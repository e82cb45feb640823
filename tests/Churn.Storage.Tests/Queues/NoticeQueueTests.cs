using Azure.Storage.Queues;
using Churn.Domain.Messages;
using Churn.Domain.Shops;
using Churn.Storage.Queues;
using Churn.TestSupport.Azurite;
using Microsoft.Extensions.Options;

namespace Churn.Storage.Tests.Queues;

[Collection(AzuriteCollection.Name)]
public sealed class NoticeQueueTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task SendAsync_LargestPrivacyRequest_ArrivesWholeAndNeverExpires()
    {
        var service = new QueueServiceClient(azurite.ConnectionString);
        var options = new QueueOptions { NoticesQueue = "notices-never-expire" };
        var queue = service.GetQueueClient(options.NoticesQueue);
        await queue.CreateIfNotExistsAsync();
        await queue.ClearMessagesAsync();
        var notice = new Notice
        {
            Shop = ShopId.Parse("demo"),
            Privacy = new PrivacyRequest { Kind = PrivacyRequestKind.ErasePerson, OrderIds = [.. Enumerable.Range(0, 2000).Select(i => $"9223372036854{i:000000}")] },
        };

        await new NoticeQueue(service, Options.Create(options)).SendAsync(notice, default);

        var message = (await queue.ReceiveMessageAsync()).Value;
        Assert.Equal(MessageJson.Write(notice), message.MessageText);
        Assert.Equal(notice.Privacy.OrderIds.ToArray(), MessageJson.Read<Notice>(message.MessageText).Privacy!.OrderIds.ToArray());
        Assert.Equal(9999, message.ExpiresOn!.Value.Year);
    }
}
