using Azure.Storage.Queues;
using Churn.Domain.Operations;
using Churn.Storage.Queues;
using Churn.Testing.Azurite;

namespace Churn.Storage.Tests.Queues;

/// <summary>Reads poison queues on Azurite as the Functions host leaves them.</summary>
[Collection(AzuriteCollection.Name)]
public sealed class PoisonQueuesTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(70)]
    public async Task ReadAsync_AnyNumberOfMessages_GivesEachOnceAndLeavesThemVisible(int count)
    {
        var (poison, _, _) = await CreateAsync(count);

        var read = await poison.ReadAsync(QueueNames.Orders, default).ToListAsync();

        Assert.Equal(
            Enumerable.Range(0, count).Select(Text).Order(StringComparer.Ordinal),
            read.Select(message => message.Text).Order(StringComparer.Ordinal));
        Assert.Equal(count, read.Select(message => message.Id).Distinct().Count());
        Assert.All(read, message => Assert.Equal(TimeSpan.FromDays(7), message.ExpiresOn - message.InsertedOn));
        Assert.Equal(count, (await poison.ReadAsync(QueueNames.Orders, default).ToListAsync()).Count);
    }

    [Fact]
    public async Task ReadAsync_StoppedHalfWay_GivesBackWhatItHeld()
    {
        var (poison, _, _) = await CreateAsync(40);

        await poison.ReadAsync(QueueNames.Orders, default).FirstAsync();

        Assert.Equal(40, (await poison.ReadAsync(QueueNames.Orders, default).ToListAsync()).Count);
    }

    [Fact]
    public async Task RetryAsync_OneBehindTheFirst32_GoesBackToWorkAsItWas()
    {
        var (poison, work, _) = await CreateAsync(40);
        var last = (await poison.ReadAsync(QueueNames.Orders, default).ToListAsync()).Single(message => message.Text == Text(39));

        var retried = await poison.RetryAsync(QueueNames.Orders, last.Id, default);

        Assert.Equal([last.Id], retried);
        Assert.Equal(Text(39), Assert.Single((await work.ReceiveMessagesAsync(32)).Value).MessageText);
        Assert.Equal(39, (await poison.ReadAsync(QueueNames.Orders, default).ToListAsync()).Count);
        Assert.Empty(await poison.RetryAsync(QueueNames.Orders, last.Id, default));
    }

    [Fact]
    public async Task RetryAsync_All_MovesEveryMessage()
    {
        var (poison, work, _) = await CreateAsync(40);

        Assert.Equal(40, (await poison.RetryAsync(QueueNames.Orders, null, default)).Count);

        Assert.Equal(40, (await work.GetPropertiesAsync()).Value.ApproximateMessagesCount);
        Assert.Equal(0, await poison.CountAsync(QueueNames.Orders, default));
    }

    [Fact]
    public async Task DropAsync_One_RemovesItAndSendsNothing()
    {
        var (poison, work, _) = await CreateAsync(2);
        var one = await poison.ReadAsync(QueueNames.Orders, default).FirstAsync();

        Assert.Equal([one.Id], await poison.DropAsync(QueueNames.Orders, one.Id, default));

        Assert.Equal(1, await poison.CountAsync(QueueNames.Orders, default));
        Assert.Equal(0, (await work.GetPropertiesAsync()).Value.ApproximateMessagesCount);
    }

    [Fact]
    public async Task CountAsync_QueueThatNobodyPoisoned_IsZeroAndAnUnknownOneIsRefused()
    {
        IPoisonQueues poison = new PoisonQueues(new QueueServiceClient(azurite.NewAccount().ConnectionString));

        Assert.Equal(0, await poison.CountAsync(QueueNames.Orders, default));
        Assert.Empty(await poison.RetryAsync(QueueNames.Orders, null, default));
        await Assert.ThrowsAsync<ArgumentException>(() => poison.CountAsync("somebody-elses", default));
    }

    private static string Text(int i) => $$"""{"v":1,"number":{{i}}}""";

    private async Task<(IPoisonQueues Poison, QueueClient Work, QueueClient Aside)> CreateAsync(int messages)
    {
        var service = new QueueServiceClient(azurite.NewAccount().ConnectionString);
        var (work, aside) = (service.GetQueueClient(QueueNames.Orders), service.GetQueueClient("orders-poison"));
        await work.CreateIfNotExistsAsync();
        await aside.CreateIfNotExistsAsync();
        for (var i = 0; i < messages; i++)
        {
            await aside.SendMessageAsync(Text(i));
        }

        return (new PoisonQueues(service), work, aside);
    }
}
