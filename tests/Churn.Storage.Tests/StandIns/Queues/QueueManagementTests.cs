using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Churn.TestSupport.Azurite;

namespace Churn.Storage.Tests.StandIns.Queues;

[Collection(AzuriteCollection.Name)]
public sealed class QueueManagementTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task MissingQueue_EveryCall_Is404QueueNotFoundOrSaysFalse()
    {
        var queue = new QueueClient(azurite.ConnectionString, QueueLab.NewName(), QueueLab.Options());

        Assert.False(await queue.ExistsAsync());
        Assert.False(await queue.DeleteIfExistsAsync());
        foreach (Func<Task> call in new Func<Task>[]
        {
            () => queue.SendMessageAsync("x"), () => queue.ReceiveMessagesAsync(32), () => queue.PeekMessageAsync(),
            () => queue.GetPropertiesAsync(), () => queue.ClearMessagesAsync(), () => queue.DeleteAsync(),
            () => queue.DeleteMessageAsync("0", "x"),
        })
        {
            var failure = await Assert.ThrowsAsync<RequestFailedException>(call);
            Assert.Equal((404, "QueueNotFound"), (failure.Status, failure.ErrorCode));
        }
    }

    [Fact]
    public async Task CreateIfNotExistsAsync_SecondTime_ReturnsNullEvenWithOtherMetadata()
    {
        var queue = new QueueClient(azurite.ConnectionString, QueueLab.NewName(), QueueLab.Options());

        Response? created = await queue.CreateIfNotExistsAsync(new Dictionary<string, string> { ["purpose"] = "orders" });
        Response? same = await queue.CreateIfNotExistsAsync(new Dictionary<string, string> { ["purpose"] = "orders" });
        Response? other = await queue.CreateIfNotExistsAsync();
        var conflict = await Assert.ThrowsAsync<RequestFailedException>(() => queue.CreateAsync());

        Assert.Equal(201, created?.Status);
        Assert.Null(same);
        Assert.Null(other);
        Assert.Equal((409, QueueErrorCode.QueueAlreadyExists), (conflict.Status, conflict.ErrorCode));
        Assert.Equal("orders", (await queue.GetPropertiesAsync()).Value.Metadata["purpose"]);
        Assert.True(await queue.ExistsAsync());
        Assert.True(await queue.DeleteIfExistsAsync());
        Assert.False(await queue.ExistsAsync());
    }

    [Fact]
    public async Task SetMetadataAsync_SeveralNames_ReplacesAllAndTheSignatureHolds()
    {
        QueueClient queue = await QueueLab.CreateAsync(azurite);

        await queue.SetMetadataAsync(new Dictionary<string, string> { ["zeta"] = "1", ["alpha"] = "2", ["Beta"] = "3" });
        QueueProperties properties = await queue.GetPropertiesAsync();

        Assert.Equal(["alpha=2", "beta=3", "zeta=1"], properties.Metadata.Select(item => $"{item.Key.ToLowerInvariant()}={item.Value}").Order());
    }

    [Fact]
    public async Task GetQueuesAsync_SeveralPages_ListsEachQueueOfThePrefixOnce()
    {
        var service = new QueueServiceClient(azurite.ConnectionString, QueueLab.Options());
        string prefix = QueueLab.NewName() + "-";
        string[] names = [.. Enumerable.Range(0, 5).Select(i => $"{prefix}{i}")];
        foreach (string name in names) await service.CreateQueueAsync(name, new Dictionary<string, string> { ["kind"] = "listed" });

        var pages = new List<Page<QueueItem>>();
        await foreach (Page<QueueItem> page in service.GetQueuesAsync(QueueTraits.Metadata, prefix).AsPages(pageSizeHint: 2)) pages.Add(page);
        string[] sync = [.. service.GetQueues(prefix: prefix).Select(queue => queue.Name)];

        Assert.True(pages.Count >= 3, $"{pages.Count} pages");
        Assert.All(pages, page => Assert.InRange(page.Values.Count, 0, 2));
        Assert.Equal(names, pages.SelectMany(page => page.Values).Select(queue => queue.Name).Order(StringComparer.Ordinal));
        Assert.All(pages.SelectMany(page => page.Values), queue => Assert.Equal("listed", queue.Metadata["kind"]));
        Assert.Equal(names, sync.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task DeleteQueueAsync_ExistingQueue_IsGone()
    {
        var service = new QueueServiceClient(azurite.ConnectionString, QueueLab.Options());
        QueueClient queue = await service.CreateQueueAsync(QueueLab.NewName());

        Assert.True(await queue.ExistsAsync());
        await service.DeleteQueueAsync(queue.Name);

        Assert.False(await queue.ExistsAsync());
    }
}
