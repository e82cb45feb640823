using Churn.LocalHost.Hosting;
using Churn.Simulation.Shopify;

namespace Churn.Cli.Commands;

/// <summary>
/// Sends webhooks in the sequence of their times and keeps the queue short meanwhile. Azurite's queue slows down as it grows, from a
/// thousand operations a second at 200 messages to forty at 5,000.
/// </summary>
internal sealed class WebhookFeeder(LocalFunctionsHost host, ShopifySender sender, TimeProvider time)
{
    private const int LongestQueue = 200;
    private const int Chunk = 40;
    private const int Lanes = 4;

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(25);

    /// <summary>
    /// Sends the deliveries and returns when all are accepted. <see cref="LocalFunctionsHost.DrainAsync"/> waits until they are processed.
    /// </summary>
    public async Task SendAsync(
        IEnumerable<ShopifyDelivery> deliveries, double? perSecond, Action<int> sent, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var count = 0;
        var chunkSize = perSecond is { } speed ? Math.Clamp((int)(speed / 4), 1, Chunk) : Chunk;
        foreach (var chunk in deliveries.Chunk(chunkSize))
        {
            await WaitForRoomAsync(cancellationToken);
            await SendChunkAsync(chunk, cancellationToken);
            host.WakeQueues();
            count += chunk.Length;
            sent(chunk.Length);
            if (perSecond is { } limit && TimeSpan.FromSeconds(count / limit) - time.GetElapsedTime(start) is { Ticks: > 0 } early)
                await Task.Delay(early, time, cancellationToken);
        }
    }

    private async Task WaitForRoomAsync(CancellationToken cancellationToken)
    {
        while (await host.DepthAsync(cancellationToken) > LongestQueue - Chunk)
            await Task.Delay(LookAgain, time, cancellationToken);
    }

    // The webhooks of one buyer are sent one after another, in the sequence of their times.
    private async Task SendChunkAsync(ShopifyDelivery[] chunk, CancellationToken cancellationToken) =>
        await Parallel.ForEachAsync(
            chunk.GroupBy(delivery => delivery.Order.CustomerId),
            new ParallelOptions { MaxDegreeOfParallelism = Lanes, CancellationToken = cancellationToken },
            async (buyer, token) =>
            {
                foreach (var delivery in buyer)
                    await sender.SendAsync(delivery, token);
            });
}
