using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Churn.LocalHost.Tests.Replay;
using Churn.Simulation.Shopify;
using Churn.Testing.Azurite;
using Xunit.Abstractions;

namespace Churn.LocalHost.Tests.EndToEnd;

/// <summary>
/// A host that dies or is told to stop in the middle of its work loses none of the orders that it answered with 200.
/// </summary>
public sealed class KilledHostTests(AzuriteFixture azurite, ITestOutputHelper output) : IClassFixture<AzuriteFixture>
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(50);

    private readonly QueueClient _orders = new(azurite.ConnectionString, "orders");

    [Fact]
    public async Task Kill9_TwiceInTheMiddleOfAReplay_TheRestSentLaterGivesTheSameResult()
    {
        using var file = OrdersFile.Open(orders: 300);
        var shop = ReplayedBuyers.Made(out var settings);
        var rest = (await Plans.OfFileAsync(file.Path, shop.Currency)).Deliveries.ToList();
        var all = rest.Count;
        var unfinished = 0;
        foreach (var killAfter in (int?[])[all / 3, all / 3, null])
        {
            await using var host = LocalHostProcess.Start(
                settings, "serve", "--port", "0", "--lease", "2", "--storage", azurite.ConnectionString);
            rest = await SendAsync(host, shop, rest, killAfter);
            if (killAfter is null)
                await DrainedAsync();
            else
                unfinished += await CountAsync(_orders);
            output.WriteLine($"{rest.Count} of {all} left to send, {await CountAsync(_orders)} on the queue");
        }

        Assert.Empty(rest);
        Assert.True(unfinished > 0, "Neither kill left an order unfinished, so the test showed nothing.");
        ReplayedBuyers.AreThoseOf(file, await new WrittenTables(azurite.ConnectionString).BuyersAsync());
        Assert.Equal(0, await CountAsync(new QueueClient(azurite.ConnectionString, "orders-poison")));
    }

    [Fact]
    public async Task Stop_InTheMiddleOfWork_EndsWith0AndLeavesEveryMessageToBeReceivedAtOnce()
    {
        if (OperatingSystem.IsWindows())
        {
            output.WriteLine("Not on Windows, which has no signal to ask another process to stop.");
            return;
        }

        using var file = OrdersFile.Open(orders: 100);
        var shop = ReplayedBuyers.Made(out var settings);
        var deliveries = (await Plans.OfFileAsync(file.Path, shop.Currency)).Deliveries;
        await using var host = LocalHostProcess.Start(settings, "serve", "--port", "0", "--storage", azurite.ConnectionString);
        await SendAsync(host, shop, deliveries, killAfter: null);

        host.AskToStop();

        Assert.Equal(0, await host.ExitAsync(Limit));
        var left = await CountAsync(_orders);
        var received = 0;
        for (var batch = -1; batch != 0; received += batch)
            batch = (await _orders.ReceiveMessagesAsync(32)).Value.Length;
        output.WriteLine($"{left} of {deliveries.Count} messages left");
        Assert.Equal(left, received);
        await _orders.ClearMessagesAsync();
    }

    /// <summary>
    /// Sends deliveries as platforms do, several at once. Kills the host after the given number was answered with 200, and returns the
    /// deliveries that were not.
    /// </summary>
    private static async Task<List<ShopifyDelivery>> SendAsync(
        LocalHostProcess host, LocalShop shop, IReadOnlyList<ShopifyDelivery> deliveries, int? killAfter)
    {
        using var client = new HttpClient { BaseAddress = await host.ListeningAsync() };
        var sender = new ShopifySender(client, shop);
        var accepted = new HashSet<ShopifyDelivery>(ReferenceEqualityComparer.Instance);
        using var killed = new CancellationTokenSource();
        await Parallel.ForEachAsync(deliveries, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (delivery, token) =>
        {
            if (killed.IsCancellationRequested)
                return;
            try
            {
                using var either = CancellationTokenSource.CreateLinkedTokenSource(token, killed.Token);
                await sender.SendAsync(delivery, either.Token);
                bool kill;
                lock (accepted)
                    kill = accepted.Add(delivery) && accepted.Count == killAfter;
                if (!kill)
                    return;
                await host.KillAsync();

                // Otherwise the sender would try the dead host again and again.
                await killed.CancelAsync();
            }
            catch (OperationCanceledException) when (killed.IsCancellationRequested)
            {
                // The host is gone, and its sender cannot know whether it had stored the order.
            }
        });
        return [.. deliveries.Where(delivery => !accepted.Contains(delivery))];
    }

    // The progress of another process can only be polled.
    private async Task DrainedAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        while (await CountAsync(_orders) > 0)
            await Task.Delay(LookAgain, limit.Token);
    }

    private static async Task<int> CountAsync(QueueClient queue)
    {
        if (!(await queue.ExistsAsync()).Value)
            return 0;
        QueueProperties properties = await queue.GetPropertiesAsync();
        return properties.ApproximateMessagesCount;
    }
}
