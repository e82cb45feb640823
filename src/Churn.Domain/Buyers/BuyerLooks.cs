using Churn.Domain.Messages;

namespace Churn.Domain.Buyers;

/// <summary>Has buyers looked through again who may be several people.</summary>
internal static class BuyerLooks
{
    /// <summary>The look comes when its attempt's wait is over.</summary>
    public static Task SendLookAsync(this IMessageQueues queues, BuyersApart apart, SearchWaits waits, CancellationToken cancellationToken) =>
        queues.SendAsync(new AmendmentMessage { Apart = apart }, waits.Waits[apart.Attempt], cancellationToken);
}
