namespace Churn.Domain.Messages;

/// <summary>Sends work. A message is on the queue when the task is done.</summary>
public interface IMessageQueues
{
    Task SendAsync(OrderMessage message, CancellationToken cancellationToken);

    /// <param name="message">The amendment.</param>
    /// <param name="delay">How long it stays invisible; zero: at once. At most seven days.</param>
    /// <param name="cancellationToken">Gives up sending.</param>
    Task SendAsync(AmendmentMessage message, TimeSpan delay, CancellationToken cancellationToken);

    /// <param name="message">Whose merge is looked at again.</param>
    /// <param name="delay">How long it stays invisible. At most seven days.</param>
    /// <param name="cancellationToken">Gives up sending.</param>
    Task SendAsync(MergeCheckMessage message, TimeSpan delay, CancellationToken cancellationToken);

    /// <param name="message">Whose events may be left.</param>
    /// <param name="delay">How long it stays invisible. At most seven days.</param>
    /// <param name="cancellationToken">Gives up sending.</param>
    Task SendAsync(OutboxMessage message, TimeSpan delay, CancellationToken cancellationToken);

    /// <param name="message">What waits for an endpoint.</param>
    /// <param name="delay">How long it stays invisible. At most seven days.</param>
    /// <param name="cancellationToken">Gives up sending.</param>
    Task SendAsync(DeliveryMessage message, TimeSpan delay, CancellationToken cancellationToken);

    Task SendAsync(AccountMessage message, CancellationToken cancellationToken);

    Task SendReclassifyAsync(RangeMessage message, CancellationToken cancellationToken);

    Task SendOffersAsync(RangeMessage message, CancellationToken cancellationToken);

    Task SendRebuildAsync(RebuildMessage message, CancellationToken cancellationToken);

    Task SendRunAsync(RunMessage message, CancellationToken cancellationToken);
}
